"""One list in every format that is read says the same: items, officials, chains, risk and measure texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from readers.conversions import conversions, table_of

from loaders.inspection import inspection
from loaders.pipeline import read_data
from loaders.readers import read_document


def said(data: bytes, name: str) -> dict[str, Any]:
    """What a list says, without its places and blanks: every format drops some blanks."""

    def words(text: str) -> str:
        return "".join(text.split())

    read = inspection(read_data(data, name))
    return {
        "organization": read["document"]["organization"],
        "form_date": read["document"]["form_date"],
        "items": [
            {
                "serial": item["serial"],
                "category": item["category"],
                "name": words(item["name"]),
                "chains": [
                    (chain["department"], [(slot["role"], slot["official"], slot["kind"]) for slot in chain["slots"]])
                    for chain in item["chains"]
                ],
                "duties": [words(duty["text"]) for duty in item["duties"]],
                "risks": [(words(risk["text"]), risk["stages"], risk["types"]) for risk in item["risks"]],
                "measures": [(words(measure["text"]), measure["types"]) for measure in item["measures"]],
                "laws": [(law["name"], law["article"]) for law in item["laws"]],
            }
            for item in read["items"]
        ],
    }


# A line of a PDF cell that its writer ended is told from one that the cell's width ended by the room it leaves. One that is exactly full
# leaves none, so nothing tells: in the test's PDF, with columns four characters wide, this joins two lines in four items.
PDF = pytest.param("pdf", marks=pytest.mark.xfail(strict=True, reason="a full line bears no sign of its end"))


@pytest.mark.parametrize("form", [PDF if form == "pdf" else form for form in sorted(conversions())])
def test_the_real_list_says_the_same_in_every_format(form: str, seed_file: Path) -> None:
    data = seed_file.read_bytes()
    converted = conversions()[form](table_of(read_document(data, seed_file.name)))
    name = f"list.{form}"
    assert said(converted, name) == said(data, seed_file.name)


def test_a_pdf_says_the_same_but_for_lines_that_are_exactly_full(seed_file: Path) -> None:
    data = seed_file.read_bytes()
    pdf, text = said(conversions()["pdf"](table_of(read_document(data, seed_file.name))), "list.pdf"), said(data, seed_file.name)
    for ours, theirs in zip(pdf["items"], text["items"], strict=True):
        for what in ("serial", "category", "name", "chains", "duties", "measures", "laws"):
            assert ours[what] == theirs[what], ours["serial"]
        assert len(ours["risks"]) == len(theirs["risks"])
        assert all(shown.endswith(printed) for (shown, *_), (printed, *_) in zip(ours["risks"], theirs["risks"], strict=True))
