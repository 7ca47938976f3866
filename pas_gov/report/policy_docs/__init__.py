"""The policies of a folder, documented: one page of Markdown."""
