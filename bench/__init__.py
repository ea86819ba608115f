"""`make bench`: how long things take, as medians of one run on this machine. No test asserts a time."""
