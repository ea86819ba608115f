"""What a file is: by its content first, by its name where the content can't tell. Endings on public sites are often wrong."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from graph.errors import SourceError
from loaders.readers.limits import check_zip, foreign

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PACKED = ((b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip"))
_MEMBERS = (
    ("word/document.xml", "docx"), ("xl/workbook.xml", "workbook"), ("xl/workbook.bin", "workbook"),
    ("ppt/presentation.xml", "slides"), ("OFD.xml", "ofd"),
)  # fmt: skip
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "office-sheet",
}  # fmt: skip
# streams of an OLE file: its directory names them in UTF-16
_STREAMS = (("EncryptedPackage", "password"), ("WordDocument", "office-text"), ("Workbook", "workbook"), ("Book", "workbook"))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_MHT = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/", re.IGNORECASE)
_OFFICE_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "office-sheet"),
    (b"wordprocessingml", "office-text"),
    (b"opendocument:xmlns:text", "office-text"),
)
_SAVE = {
    "slides": ("these are slides, not a list", "Save the table as a Word or Excel file."),
    "ofd": ("OFD is not read", "Save it as PDF and load that."),
    "password": ("the file is protected by a password", "Save it without the password and load that."),
    "picture": ("this is a picture, and text in pictures is not read", "Run OCR and load its result."),
    "binary": ("this is a binary file, no document that is read here", "Load a Word, Excel, PDF, HTML, CSV or text file."),
}


def kind_of(data: bytes, name: str) -> str:
    """docx, odt, workbook, html, mht, pdf, csv, text, office-text or office-sheet (both through LibreOffice).

    Raises SourceError for what holds no list that can be read, and for a password.
    """
    kind = _kind(data, PurePath(name).suffix.lower(), name)
    if kind in _SAVE:
        what, do = _SAVE[kind]
        raise SourceError(what, where=name, do=do)
    return kind


def is_zip_of_files(data: bytes, name: str) -> bool:
    """Whether the bytes are a zip that is no document itself."""
    return data.startswith((ZIP, b"PK\x05\x06")) and _zip_kind(data, name) == "zip"


def _kind(data: bytes, ending: str, name: str) -> str:
    if data.startswith((ZIP, b"PK\x05\x06")):
        kind = _zip_kind(data, name)
        if kind == "zip":
            raise SourceError("this is an archive of files", where=name, do="Load it as a whole with `quanpu load`.")
        return kind
    if data.startswith(OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.lstrip()[:5] == b"{\\rtf":
        return "office-text"
    for mark, kind in _PACKED:
        if data.startswith(mark):
            raise SourceError(f"this is a {kind} archive, which is not read", where=name, do="Unpack it and load the folder.")
    if data.startswith(_PICTURES):
        return "picture"
    return _text_kind(data, ending)


def _text_kind(data: bytes, ending: str) -> str:
    head = data[:65_536].replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:65_536]
    if b"\x00" in head[:4096]:
        return "binary"
    for mark, kind in _OFFICE_XML:
        if mark in head and b"<?xml" in head[:200] and b"<html" not in head.lower():
            return kind
    if _MHT.match(head):
        return "mht"
    if _HTML.search(head[:8192]) and (ending not in (".csv", ".tsv", ".md", ".json", ".jsonl", ".txt") or head.lstrip()[:1] == b"<"):
        return "html"
    return "csv" if ending in (".csv", ".tsv") else "text"


def _zip_kind(data: bytes, name: str) -> str:
    damaged = "It was cut off or damaged on its way: get it again."
    with foreign(name, "the file can't be opened", damaged), ZipFile(BytesIO(data)) as archive:
        members = set(archive.namelist())
        if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
            check_zip(archive, data, name)  # a password and a rare compression have advice of their own
            kind = _OPEN_DOCUMENT.get(archive.read("mimetype").decode("ascii", "replace").strip())
            if kind:
                return kind
    return next((kind for member, kind in _MEMBERS if member in members), "zip")


def _ole_kind(data: bytes) -> str:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in data:
            return kind
    return "binary"
