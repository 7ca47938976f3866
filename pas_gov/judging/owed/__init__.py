"""What one customer is owed: conditions evaluated over facts."""
