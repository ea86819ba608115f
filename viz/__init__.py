"""Pictures: answers as self-contained pages and SVG."""
