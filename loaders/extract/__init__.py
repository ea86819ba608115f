"""Text to typed clauses with spans; each module reads one kind of thing and can be tested alone."""
