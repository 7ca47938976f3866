"""From a folder to records: its root found, files read through the cache, the standard pack, limits of a run."""
