"""What a repository's history tells of its texts: sentences that were changed or taken out, and in which commit."""
