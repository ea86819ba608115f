"""The words of a Word paragraph as they are shown: insertions accepted, deletions and field codes left out."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import nsmap, qn
from lxml.etree import _Element

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# wrappers that stand between a block and its content
_WRAPPERS = frozenset((
    qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins"), qn("w:moveTo"),
    f"{{{_MC}}}AlternateContent", f"{{{_MC}}}Choice",
))  # fmt: skip
_HIDDEN = frozenset((
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), qn("w:rPr"), qn("w:rt"),
    qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{{{_MC}}}Fallback",
))  # fmt: skip
_SIGNS = {
    qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t",
}  # fmt: skip
_T, _P, _SYM = qn("w:t"), qn("w:p"), qn("w:sym")
_BOX = f"{{{nsmap['w']}}}txbxContent"


def children(parent: _Element, *tags: str) -> Iterator[_Element]:
    """The children with one of the tags, also those inside content controls and accepted insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, *tags)


def paragraph_text(paragraph: _Element) -> str:
    """A paragraph's words; breaks within it are line breaks."""
    return "".join(_pieces(paragraph))


def boxed_text(paragraph: _Element) -> list[str]:
    """The lines of the text boxes anchored in a paragraph; the copy for old readers is left out."""
    boxes = [box for box in paragraph.iter(_BOX) if not any(up.tag == f"{{{_MC}}}Fallback" for up in box.iterancestors())]
    lines = [paragraph_text(inner) for box in boxes for inner in box.iter(_P)]
    return [line for line in lines if line.strip()]


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag in _SIGNS:
            if not (tag == qn("w:br") and child.get(qn("w:type")) == "page"):
                yield _SIGNS[tag]
        elif tag == _SYM:
            yield _symbol(child.get(qn("w:char"), ""))
        elif isinstance(tag, str) and tag not in _HIDDEN:
            yield from _pieces(child)


def _symbol(code: str) -> str:
    """A symbol font's sign: the boxes and ticks that forms use, else nothing that can be told."""
    return {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√"}.get(code.upper(), "")
