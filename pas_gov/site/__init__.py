"""The static site: what an organisation promises, and where it comes apart, as pages. Values in, pages out."""
