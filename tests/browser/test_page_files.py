"""Pages as files and colours as numbers: what can be said of them without a browser."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from browser.made_up import three_offices

from graph.errors import DataError, UsageError
from graph.table import Column
from viz.grids import ranges
from viz.pages import responsibility_page, write_page
from viz.svg import fit, text_width
from viz.theme import DARK, LIGHT
from viz.words import words


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_meets_wcag_aa(theme):
    for text, ground in product(("ink", "muted", "accent"), ("paper", "raised", "track")):
        assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    marks = ("leader", "head", "handler", "other", "total", "first", "second", "third", "fourth", "rest")
    for mark, ground in product(marks, ("paper", "raised")):
        assert contrast(theme[mark], theme[ground]) >= 3, (mark, ground)
    for step, ink in ((1, "ink"), (2, "ink"), (3, "ink"), (4, "on"), (5, "on")):
        assert contrast(theme[ink], theme[f"heat{step}"]) >= 4.5, step
    assert contrast(theme["ink"], theme["mark"]) >= 4.5
    for band in ("leader", "head"):  # names and numbers stand on the bands of lines too
        assert contrast(theme["ink"], laid(theme[band], theme["paper"], 0.32)) >= 4.5, band


def laid(colour: str, ground: str, opacity: float) -> str:
    """A colour as it looks on a ground."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(over * opacity + under * (1 - opacity)):02x}" for over, under in pairs)


def test_leader_and_head_differ_in_grey_print():
    assert contrast(LIGHT["leader"], LIGHT["head"]) > 2


def test_a_page_is_written_whole_as_utf8_with_unix_newlines(tmp_path):
    path = tmp_path / "页.html"
    write_page("甲\n乙", path)
    assert path.read_bytes() == "甲\n乙".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_page_that_can_not_be_written_leaves_what_was_there(tmp_path):
    (tmp_path / "file").touch()
    for place in (tmp_path / "absent" / "page.html", tmp_path / "file" / "page.html", tmp_path):
        with pytest.raises(UsageError, match=r"can't be written \(.+\). Check the folder") as caught:
            write_page("x", place)
        assert str(place) in caught.value.message
    assert list(tmp_path.parent.glob(".*.part")) == []


def test_an_organization_without_a_number_of_items_is_refused():
    coverage, matrix = three_offices()
    del coverage.denominator["organizations"]["白鹭镇人民政府"]
    with pytest.raises(DataError, match="no number of items for '白鹭镇人民政府'"):
        responsibility_page(coverage, matrix, lang="zh")


def test_several_versions_of_a_list_are_not_pooled():
    coverage, matrix = three_offices()
    versions = replace(coverage, columns=(*coverage.columns, Column("form_date", "填表日期", "Form date")))
    with pytest.raises(UsageError, match=r"one version of each list.+ leave out --all-versions"):
        responsibility_page(versions, matrix, lang="zh")


def test_both_languages_say_everything():
    assert all(text or key == "space" for lang in ("zh", "en") for key, text in words(lang).items())
    assert not [key for key, text in words("en").items() if any("一" <= character <= "鿿" for character in text)]


@pytest.mark.parametrize(("serials", "short"), [
    (["1", "2", "3", "7"], "1–3, 7"), (["3", "1"], "3, 1"), (["1.1", "1.2"], "1.1, 1.2"), ([], ""), (["9" * 5000, "1"], "9" * 5000 + ", 1"),
])  # fmt: skip
def test_runs_of_serials_are_shortened(serials, short):
    assert ranges(serials) == short


def test_cut_text_fits():
    assert fit("甲乙丙丁", 40, 10) == "甲乙丙丁"
    assert fit("甲乙丙丁", 39, 10) == "甲乙…"
    for text in ("W" * 500, "长" * 500, "Z" + "\u0301" * 500):
        assert text_width(fit(text, 100, 12), 12) <= 100
        assert len(fit(text, 100, 12)) <= 121
