"""From published documents to facts: read, map, extract, check, write."""
