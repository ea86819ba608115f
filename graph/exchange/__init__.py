"""What other programs take, one format per file."""
