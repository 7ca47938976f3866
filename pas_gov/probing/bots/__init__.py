"""Bots that can be asked: a chat endpoint, or any command that reads a question and prints an answer."""
