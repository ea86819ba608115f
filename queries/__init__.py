"""Questions: one card per question, run on a store, answered as a Table."""
