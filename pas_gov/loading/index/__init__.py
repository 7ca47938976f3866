"""An index of a stack by the tree that holds it: what a change doesn't touch is looked up when it is asked for."""
