"""Transcripts, tickets and logs: who says what, in the shapes in which tools write it."""
