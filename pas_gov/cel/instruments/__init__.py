"""Programs that record something while they are evaluated: condition coverage, comparisons across types."""
