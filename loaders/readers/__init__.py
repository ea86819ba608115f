"""One file per file format; each gives a Grid of cells with their places and no meaning."""
