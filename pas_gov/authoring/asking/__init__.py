"""Records asked for at a terminal: each part with its reason, wrong answers asked again, and a last look."""
