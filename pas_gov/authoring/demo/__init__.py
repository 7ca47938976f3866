"""The demo's content: an organisation that doesn't exist, and what happens to its promises.

``story.yaml`` tells it, act by act; each numbered folder holds the files that an act writes.
"""
