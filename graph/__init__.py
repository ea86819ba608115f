"""The ground floor: what a power graph is and where it is kept. Imports nothing of ours."""
