"""Strict YAML with positions: bytes in, plain values or located problems out. The only importer of yaml."""
