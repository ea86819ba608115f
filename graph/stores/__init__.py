"""Where a graph is kept, one engine per file."""

from __future__ import annotations

from graph.stores.base import DocumentRecord, Rows, Store, Written

__all__ = ["DocumentRecord", "Rows", "Store", "Written"]
