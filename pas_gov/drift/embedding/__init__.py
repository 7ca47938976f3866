"""Sentence embeddings by a model on this machine, pinned by its digest; nothing here ever asks a network for anything."""
