"""Numerals as lists print them: 15, １５, 十五, 一百零四, 二〇二三."""

from __future__ import annotations

DIGITS = {**{c: k for k, c in enumerate("〇一二三四五六七八九")}, "○": 0, "零": 0, "Ｏ": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN = "〇○零一二三四五六七八九十百千两兩"


def to_int(text: str) -> int | None:
    """The number that `text` says: 十二 is 12, 二〇二三 is 2023; None where it is no numeral."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit
