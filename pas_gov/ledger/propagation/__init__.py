"""What has answered each change of a Core Promise, and what has not."""
