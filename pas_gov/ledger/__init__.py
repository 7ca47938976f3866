"""The ledger: a branch's history as steps, and what rules say of each. Folds over what is handed to it."""
