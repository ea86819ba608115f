"""Folders and zips as documents, one by one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.readers import read_document, sources

TEXT = "序号\t职权名称\t备注\n1\t移栽审批\t甲\n".encode()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def gbk_named(name: str, data: bytes) -> bytes:
    """A zip as Chinese Windows packs it: the name in GBK, no flag for UTF-8."""
    raw = name.encode("gbk")
    stand_in = "x" * len(raw)
    return zipped({stand_in: data}).replace(stand_in.encode(), raw)


def test_a_folder_is_walked_in_order_without_passing_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "~$a.docx", ".hidden/x.txt", "b/Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    assert [Path(source.name).relative_to(tmp_path).as_posix() for source in sources(tmp_path)] == ["a.txt", "b/2.txt"]


def test_a_bad_document_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "1.zip").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "2.txt").write_bytes(TEXT)
    first, second = sources(tmp_path)
    with pytest.raises(SourceError, match="can't be opened"):
        first.read()
    assert read_document(second.read(), second.name).rows[1].texts == ["1", "移栽审批", "甲"]


def test_a_zip_and_a_zip_inside_it(tmp_path: Path) -> None:
    inner = zipped({"深/二.txt": TEXT})
    (tmp_path / "a.zip").write_bytes(zipped({"一.txt": TEXT, "里.zip": inner, "__MACOSX/x": b"x"}))
    found = list(sources(tmp_path / "a.zip"))
    assert [source.name.removeprefix(str(tmp_path)) for source in found] == ["/a.zip/一.txt", "/a.zip/里.zip/深/二.txt"]
    assert [source.read() for source in found] == [TEXT, TEXT]


def test_names_in_gbk(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(gbk_named("权力清单.txt", TEXT))
    assert [source.name.rpartition("/")[2] for source in sources(tmp_path / "a.zip")] == ["权力清单.txt"]


def test_zips_too_deep_are_refused(tmp_path: Path) -> None:
    data = zipped({"x.txt": TEXT})
    for _ in range(3):
        data = zipped({"x.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(SourceError, match="too deep"):
        [source.read() for source in sources(tmp_path / "a.zip")]


def test_a_protected_zip_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"x.txt": TEXT}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(SourceError, match="password"):
        next(sources(tmp_path / "a.zip")).read()


def test_an_office_file_called_zip_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"word/document.xml": b"<x/>"}))
    assert [source.name for source in sources(tmp_path / "a.zip")] == [str(tmp_path / "a.zip")]


@pytest.mark.parametrize("name", ["none.txt", "empty"])
def test_nothing_there_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        list(sources(tmp_path / name))
