"""Where the fictional sample lists are: beside the project in a checkout, inside this package when installed."""

from __future__ import annotations

from pathlib import Path

from graph.errors import SourceError


def sample_files() -> list[Path]:
    """The sample lists in the order in which they are to be loaded."""
    here = Path(__file__).parent
    for folder in (here / "samples", here.parent / "samples"):
        found = sorted(folder.glob("*.txt"))
        if found:
            return found
    raise SourceError("the sample lists are missing", where=str(here / "samples"), do="Install quanpu again.")
