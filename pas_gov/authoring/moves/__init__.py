"""What each verb records: a draft of the stack, and how amending, ending, reviewing change it. No files, no git."""
