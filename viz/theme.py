"""The colours of every page, said once: CSS variables for the screen, attributes for an SVG that stands alone."""

from __future__ import annotations

from collections.abc import Mapping

# Blue and amber stay apart in every common form of colour blindness and, by lightness, in grey print.
LIGHT: Mapping[str, str] = {
    "paper": "#fcfbf8", "raised": "#ffffff", "ink": "#1d1f22", "muted": "#5b5f66", "rule": "#dad7cf", "track": "#efece5",
    "total": "#4b4f56", "leader": "#1d4f8c", "head": "#cf7412", "handler": "#2b8a7e", "other": "#80868f",
    "accent": "#1d4f8c", "mark": "#fbe7a8",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#15171a", "raised": "#1e2125", "ink": "#eceae5", "muted": "#a6aab1", "rule": "#363a40", "track": "#23262b",
    "total": "#b9bdc4", "leader": "#5b9be6", "head": "#f5ae5c", "handler": "#55c2b1", "other": "#8d939c",
    "accent": "#8bbcf3", "mark": "#5c4a12",
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
