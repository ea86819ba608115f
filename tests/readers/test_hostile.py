"""Files made to do harm, broken files and files that are not what their name says: a SourceError in one line, or read right."""

from __future__ import annotations

import io
import random
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from readers.conversions import Table, conversions, through_office, to_csv, to_docx, to_html, to_xlsx

from graph.errors import SourceError
from loaders.readers import read_document, read_file
from loaders.readers.limits import MAX_FILE, MIB

LIST = Table([["序号", "职权名称", "责任人"], ["1", "移栽审批", "甲某"], ["2", "出租", "乙某"]], ("白榆县清单（虚构样例）",), ("注：虚构",))
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + k)} "{f"&{chr(97 + k)};" * 10}">' for k in range(9))
    + "]>"
)


def refused(data: bytes, name: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_document(data, name)
    message = str(caught.value)
    assert message.startswith(name)
    assert "\n" not in message
    assert caught.value.do
    return message


def survived(data: bytes, name: str) -> None:
    """Read or refused, in one line; anything else fails the test."""
    try:
        read_document(data, name)
    except SourceError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message


def rezipped(data: bytes, changed: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, changed(member, old.read(member)))
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.docx", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "x.pdf", "picture"),
        (b"Rar!\x1a\x07" + bytes(99), "x.doc", "RAR archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "x.zip", "7z archive"),
        (b"MZ" + bytes(999), "x.doc", "no document"),
        (b"PK\x03\x04" + bytes(999), "x.docx", "can't be opened"),
        (ole("EncryptedPackage"), "x.xlsx", "password"),
        (ole("PowerPoint Document"), "x.ppt", "no document"),
        (ole("Workbook"), "x.xls", "not readable as a spreadsheet"),
        (b"%PDF-1.7\n" + bytes(99), "x.pdf", "not readable as PDF"),
        ("表格".encode() + b"\xff\xfe\xff", "x.txt", "encoding"),
        (b"\x00\x01\x02" * 99, "x.txt", "no document"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, name: str, words: str) -> None:
    assert words in refused(data, name)


@pytest.mark.parametrize(
    ("members", "words"), [({"OFD.xml": b"x"}, "OFD"), ({"ppt/presentation.xml": b"x"}, "slides"), ({"a.txt": b"x"}, "archive")]
)
def test_other_packages_are_named(members: dict[str, bytes], words: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert words in refused(out.getvalue(), "x.docx")


@pytest.mark.parametrize(
    ("at", "mark", "words"),
    [(8, 1, "protected by a password"), (10, 99, "rare compression"), (None, 0xFFFF, "It was cut off or damaged on its way")],
)
def test_a_member_that_tells_the_kind_but_can_not_be_read(at: int | None, mark: int, words: str) -> None:
    """Needs a password, is packed in another way, is damaged: each has its own advice. `at` is a place in the directory's entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" * 3)
    data = bytearray(out.getvalue())
    struct.pack_into("<H", data, 38 if at is None else data.find(b"PK\x01\x02") + at, mark)
    assert words in refused(bytes(data), "x.odt")


@pytest.mark.parametrize("make", [to_docx, to_xlsx])
def test_zip_bombs_are_refused_before_they_unpack(make: Callable[[Table], bytes]) -> None:
    big = rezipped(make(LIST), lambda name, data: data + b" " * (300 * MIB) if name.endswith(("document.xml", "sheet1.xml")) else data)
    assert "unpacks to" in refused(big, "x.docx")


def test_a_header_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(rezipped(to_xlsx(LIST), lambda name, data: data + b" " * (300 * MIB) if name.endswith("sheet1.xml") else data))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 : at + 46 + 24] == b"xl/worksheets/sheet1.xml":
            struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    assert "unpacks to" in refused(bytes(data), "x.xlsx")


@pytest.mark.parametrize(("make", "part", "root"), [(to_docx, "word/document.xml", "w:t"), (to_xlsx, "xl/sharedStrings.xml", "t")])
def test_entity_bombs_and_external_entities_stay_words(make: Callable[[Table], bytes], part: str, root: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY j SYSTEM "{secret.as_uri()}">]>'
    for declared in (BOMB, outside):
        head = declared.encode()

        def changed(name: str, data: bytes, head: bytes = head) -> bytes:
            if name != part:
                return data
            text = data.replace("移栽审批".encode(), b"&j;")
            begin = text.index(b"?>") + 2
            return text[:begin] + head + text[begin:]

        try:
            grid = read_document(rezipped(make(LIST), changed), "x.docx")
        except SourceError:
            continue
        words = "".join(text for row in grid.rows for text in row.texts)
        assert "机密" not in words
        assert len(words) < 1000, root


def test_html_loads_nothing_and_expands_nothing() -> None:
    page = (
        BOMB
        + "<html><body><table><tr><td>序号<td>职权名称</tr><tr><td>1<td>&j;<img src='http://x.invalid/a.png'></tr></table></body></html>"
    )
    assert sum(len(text) for row in read_document(page.encode(), "x.html").rows for text in row.texts) < 100


def test_a_giant_cell_is_refused() -> None:
    giant = Table([["序号", "职权名称", "备注"], ["1", "的" * 1_100_000, ""]])
    for name, data in {"x.csv": to_csv(giant), "x.html": to_html(giant), "x.docx": to_docx(giant)}.items():
        message = refused(data, name)
        assert "characters" in message or "field" in message


def test_a_giant_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(SourceError, match="more than the 100 MiB"):
        read_file(path)


def test_deep_nesting_is_survived() -> None:
    for data in (b"[" * 100_000, b'{"a":' * 100_000, b"<table><tr><td>" * 5_000, b"<div>" * 50_000):
        survived(data, "x.txt")


@pytest.mark.parametrize("name", ["docx", "xlsx", "html", "csv", "md"])
def test_cut_and_damaged_files_never_show_a_traceback(name: str) -> None:
    data = conversions()[name](LIST)
    chance = random.Random(7)
    broken = [data[: len(data) * k // 9] for k in range(9)]
    for _ in range(40):
        bytes_ = bytearray(data)
        for _ in range(chance.choice((1, 9, 60))):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        broken.append(bytes(bytes_))
    for piece in broken:
        survived(piece, f"x.{name}")


@pytest.mark.parametrize(
    ("made", "named"),
    [("html", "x.xls"), ("html", "x.doc"), ("docx", "x.doc"), ("xlsx", "x.xls"), ("docx", "x.zip"), ("csv", "x.txt"), ("html", "x.txt")],
)
def test_a_wrong_ending_does_no_harm(made: str, named: str) -> None:
    found = read_document(conversions()[made](LIST), named)
    assert [row.texts for row in found.rows] == LIST.rows


@needs_office
def test_an_encrypted_pdf_is_named() -> None:
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    data = through_office(to_docx(LIST), "docx", f"pdf:writer_pdf_Export:{options}")
    assert "password" in refused(data, "x.pdf")


@needs_office
def test_rtf_under_the_name_of_doc() -> None:
    found = read_document(through_office(to_docx(LIST), "docx", "rtf"), "x.doc")
    assert found.format == "rtf"
    assert [row.texts for row in found.rows] == LIST.rows


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    message = refused(b"{\\rtf1 x}", "x.rtf")
    assert "libreoffice-writer" in message
    assert "Windows" in message


def test_importing_the_readers_imports_no_format_library() -> None:
    code = "import sys, loaders.readers; print(sorted({'docx', 'lxml', 'pdfplumber', 'python_calamine', 'pdfminer'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def pdf_of(stream: bytes, filters: str) -> bytes:
    """A page whose content is one stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        f"<</Length {len(stream)}/Filter{filters}>>stream\n".encode() + stream + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def test_a_pdf_bomb_is_refused() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MIB) for _ in range(300)) + packer.flush()
    assert "unpacks to more than" in refused(pdf_of(packed, "/FlateDecode"), "x.pdf")
    assert "unpacks to more than" in refused(pdf_of(zlib.compress(packed), "[/FlateDecode/FlateDecode]"), "x.pdf")
    assert "unpacks to more than" in refused(pdf_of(b"\x81 " * MIB, "/RunLengthDecode"), "x.pdf")


def test_a_damaged_pdf_stream_is_told() -> None:
    packed = zlib.compress(b"1 0 0 1 0 0 cm " * 90_000)
    assert "no text" in refused(pdf_of(packed[:-900] + bytes(900), "/FlateDecode"), "x.pdf")


def test_overlapping_merges_are_refused() -> None:
    ranges = "".join(f'<mergeCell ref="A{k}:C3"/>' for k in (1, 1, 1, 2, 2, 2))
    data = rezipped(
        to_xlsx(Table(LIST.rows)),
        lambda name, data: data.replace(b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode()),
    )
    assert "merged cells overlap" in refused(data, "x.xlsx")
