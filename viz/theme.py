"""The colours of every page, said once: CSS variables for the screen, attributes for an SVG that stands alone."""

from __future__ import annotations

from collections.abc import Mapping

from graph import schema

# The schema's colours of kinds stay apart in every common form of colour blindness (a test measures it); each has a shape of its own too.
KINDS = ("official", "department", "item", "risk", "measure", "law")
_NODES = (schema.OFFICIAL, schema.DEPARTMENT, schema.POWER_ITEM, schema.RISK_TYPE, schema.MEASURE_TYPE, schema.LAW)
# Blue and amber stay apart in every common form of colour blindness and, by lightness, in grey print.
LIGHT: Mapping[str, str] = {
    "paper": "#fcfbf8", "raised": "#ffffff", "ink": "#1d1f22", "muted": "#5b5f66", "rule": "#dad7cf", "track": "#efece5",
    "total": "#4b4f56", "leader": "#1d4f8c", "head": "#cf7412", "handler": "#2b8a7e", "other": "#80868f",
    "accent": "#1d4f8c", "mark": "#fbe7a8",
    # what charts of risks, measures and laws tell apart; told by shape or place too, never by colour alone
    "first": "#1d4f8c", "second": "#cf7412", "third": "#2b8a7e", "fourth": "#a63d6f", "rest": "#80868f",
    "heat1": "#e1eaf5", "heat2": "#bdd1e9", "heat3": "#8cb0d8", "heat4": "#3f73ae", "heat5": "#1d4f8c",
    **{name: kind.color for name, kind in zip(KINDS, _NODES, strict=True)},
    "on": "#ffffff",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#15171a", "raised": "#1e2125", "ink": "#eceae5", "muted": "#a6aab1", "rule": "#363a40", "track": "#23262b",
    "total": "#b9bdc4", "leader": "#5b9be6", "head": "#f5ae5c", "handler": "#55c2b1", "other": "#8d939c",
    "accent": "#8bbcf3", "mark": "#5c4a12",
    "first": "#5b9be6", "second": "#f5ae5c", "third": "#55c2b1", "fourth": "#e58ab4", "rest": "#8d939c",
    "heat1": "#22303f", "heat2": "#2c4763", "heat3": "#3a648f", "heat4": "#6ba0d8", "heat5": "#a5cdf6",
    "official": "#e9a9f4", "department": "#5fdcae", "item": "#a3a9b2", "risk": "#ff6b57", "measure": "#d9dc55", "law": "#4f9bff",
    "on": "#15171a",
}  # fmt: skip

FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Hiragino Sans GB',"
    "system-ui,'Segoe UI',sans-serif"
)


def theme_css() -> str:
    """CSS variables: light, dark by the system's wish or the reader's, and light again on paper."""
    return "\n".join((
        f":root{{--fonts:{FONTS};{_block(LIGHT, 'light')}}}",
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{_block(DARK, 'dark')}}}}}",
        f":root[data-theme=dark]{{{_block(DARK, 'dark')}}}",
        f"@media print{{:root:root:root{{{_block({**LIGHT, 'paper': '#ffffff'}, 'light')}}}}}",
    ))  # fmt: skip


def _block(colours: Mapping[str, str], scheme: str) -> str:
    return ";".join([f"color-scheme:{scheme}", *(f"--{name}:{value}" for name, value in colours.items())])
