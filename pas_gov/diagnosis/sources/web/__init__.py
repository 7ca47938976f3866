"""A site read page by page, politely and within bounds; everything comes from strangers. Needs the extra ``web``."""
