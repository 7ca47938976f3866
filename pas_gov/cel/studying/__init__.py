"""What evaluations show of an expression: the values its parts take, mutants, comparisons that can never hold."""
