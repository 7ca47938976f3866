"""One module for each verb: read, compute, write; plain arguments in, exit status out."""
