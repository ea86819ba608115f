"""The command line: help, options, formats, exit codes, and every bad input as one line that says what to do."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
from support import ROOT, SAMPLES, Result, environment, facts, item, listing, process, write_list

import quanpu

Run = Callable[..., Result]
COMMANDS = {
    **{command.name or command.callback.__name__: command.callback for command in quanpu.app.registered_commands if command.callback},
    **{f"query {command.name}": command.callback for command in quanpu.query_app.registered_commands if command.callback},
}
EXAMPLE = re.compile(r"Example: (quanpu .+)$", re.MULTILINE)
FORMATS = ("table", "json", "jsonl", "csv", "md")


# --- help ----------------------------------------------------------------------------------------------


def test_the_designed_commands_are_there() -> None:
    assert set(COMMANDS) >= {
        "load",
        "inspect",
        "search",
        "documents",
        "remove",
        "rebuild",
        "push",
        "pull",
        "status",
        "schema",
        "query list",
        "query show",
        "query run",
        "cypher",
        "draw",
        "demo",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_of_the_command(name: str, run_cli: Run) -> None:
    found = run_cli(*name.split(), "--help")
    assert (found.code, found.err) == (0, "")
    assert f"Example: quanpu {name}" in " ".join(found.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_works(name: str, run_cli: Run, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    for file in samples.parent.glob("samples.kgl*"):
        target = tmp_path / "work" / file.name.replace("samples", "quanpu")
        _ = shutil.copytree(file, target) if file.is_dir() else shutil.copy(file, target)
    write_list(tmp_path / "work" / "list.txt")
    (tmp_path / "work" / "lists").mkdir()
    write_list(tmp_path / "work" / "lists" / "a.txt")
    found = EXAMPLE.search(inspect.getdoc(COMMANDS[name]) or "")
    assert found, "no example in the docstring"
    shutil.copy(samples, tmp_path / "work" / "other.kgl")
    command = found[1].replace("neo4j://localhost:7687", "other.kgl")  # a server is asked in tests/engines
    result = run_cli(*shlex.split(command)[1:], cwd=tmp_path / "work")
    assert result.code == 0, result.err


def test_every_option_is_explained(run_cli: Run) -> None:
    for name in COMMANDS:
        text = run_cli(*name.split(), "--help", env={"COLUMNS": "200", "TERMINAL_WIDTH": "200"}).out
        for option in re.findall(r"^ +(-.+)$", text, re.MULTILINE):
            assert re.search(r"\S\s{2,}\S", option.strip()), f"{name}: {option}"


def test_without_arguments_comes_help(run_cli: Run) -> None:
    for arguments in ((), ("query",)):
        found = run_cli(*arguments)
        assert "error:" not in found.err
        assert "Commands" in found.out + found.err
        assert len((found.out + found.err).splitlines()) > 5, "the help keeps its lines"


def test_version(run_cli: Run) -> None:
    assert run_cli("--version").out == f"quanpu {quanpu.__version__}\n"


# --- options -------------------------------------------------------------------------------------------


def test_db_before_or_after_or_from_the_environment(run_cli: Run, samples: Path) -> None:
    before = run_cli("--db", samples, "documents")
    assert before.code == 0
    assert run_cli("documents", "--db", samples).out == before.out
    assert run_cli("documents", env={"QUANPU_DB": str(samples)}).out == before.out
    assert run_cli("documents", "--db", samples, env={"QUANPU_DB": "nowhere.kgl"}).out == before.out
    assert run_cli("query", "run", "C1", "--db", samples).out == run_cli("--db", samples, "query", "run", "C1").out


@pytest.mark.parametrize("command", [("query", "list"), ("query", "show", "C1"), ("schema",), ("inspect", SAMPLES[0])], ids=str)
def test_commands_that_need_no_graph_take_its_address_too(run_cli: Run, tmp_path: Path, command: tuple[Any, ...]) -> None:
    assert run_cli(*command, "--db", tmp_path / "none.kgl", cwd=tmp_path) == run_cli(*command, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("query", "show", "C1"), ("inspect", SAMPLES[0])], ids=["show", "inspect"])
def test_what_is_no_table_is_not_given_as_one(run_cli: Run, tmp_path: Path, command: tuple[Any, ...]) -> None:
    for given in (("--format", "csv"), ("--format", "jsonl"), ("--format", "md"), ("-o", tmp_path / "a.csv")):
        found = run_cli(*command, *given, cwd=tmp_path)
        assert (found.code, found.out) == (2, "")
        assert "json" in found.error
    assert isinstance(json.loads(run_cli(*command, "--format", "json").out), dict)
    assert run_cli(*command, "--format", "table").out.startswith(("C1  official-coverage", "云汐县"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["no/such/folder/x.kgl", "folder"])
def test_a_copy_s_error_names_the_end_that_is_wrong(run_cli: Run, sample_store: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    found = run_cli("--db", sample_store, "push", target, cwd=tmp_path)
    assert found.code == 4
    assert found.error.startswith(f"error: {target}")
    assert "--db" not in found.error
    assert "ADDRESS" in found.error


def test_an_option_before_the_command_is_forgotten_by_the_next_run(run_cli: Run, samples: Path, tmp_path: Path) -> None:
    run_cli("--db", samples, "--format", "csv", "--lang", "zh", "documents")
    assert run_cli("documents", cwd=tmp_path).code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "run", "C1"),
        ("query", "list"),
        ("search", "许可"),
        ("documents",),
        ("status",),
        ("schema",),
        ("cypher", "MATCH (d:Document) RETURN d.name AS name, d.current AS current"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", FORMATS)
def test_each_format(run_cli: Run, sample_store: Path, arguments: tuple[str, ...], form: str) -> None:
    given = () if arguments[0] in ("schema", "query") and arguments[1:2] != ("run",) else ("--db", str(sample_store))
    found = run_cli(*arguments, *given, "--format", form)
    assert (found.code, found.err) == (0, "")
    assert found.out.endswith("\n")
    rows = json.loads(run_cli(*arguments, *given, "--format", "json").out)
    rows = rows["rows"] if isinstance(rows, dict) else rows
    assert rows
    if form == "jsonl":
        assert [json.loads(line) for line in found.out.splitlines()] == rows
    elif form == "csv":
        table = list(csv.reader(io.StringIO(found.out)))
        assert len(table) == len(rows) + 1
        assert table[0] == list(rows[0]) or set(table[0]) == set(rows[0])
    elif form == "md":
        assert found.out.count("\n|") >= len(rows)
    elif form == "table":
        assert len(found.out.splitlines()) >= len(rows) + 2
    before = run_cli("--format", form, *given, *arguments)
    assert before.out == found.out


def test_json_is_the_designed_answer(run_cli: Run, sample_store: Path) -> None:
    answer = json.loads(run_cli("--db", sample_store, "query", "run", "C1", "--format", "json", "--lang", "en").out)
    assert list(answer)[:12] == [
        "id",
        "code",
        "question",
        "params",
        "documents",
        "denominator",
        "n",
        "small_n",
        "notice",
        "columns",
        "rows",
        "evidence",
    ]
    assert (answer["id"], answer["code"], answer["evidence"]) == ("official-coverage", "C1", [])
    assert {frozenset(source) for source in answer["documents"]} == {frozenset({"name", "form_date"})}


def test_wide_characters_are_aligned(run_cli: Run, sample_store: Path) -> None:
    lines = run_cli("--db", sample_store, "query", "run", "C2", "--format", "table", "--lang", "zh").out.splitlines()
    ruler = next(k for k, line in enumerate(lines) if line.startswith("--"))
    first = len(lines[ruler].split("  ")[0])
    for line in lines[ruler + 1 : ruler + 20]:
        widths = list(accumulate(2 if east_asian_width(character) in "WF" else 1 for character in line))
        assert line[widths.index(first) + 1 :].startswith("  "), line


def test_language(run_cli: Run, sample_store: Path) -> None:
    chinese = run_cli("--db", sample_store, "query", "run", "C1", "--format", "table", "--lang", "zh").out
    english = run_cli("--db", sample_store, "query", "run", "C1", "--format", "table", "--lang", "en").out
    assert "责任人" in chinese
    assert "Official" in english
    assert run_cli("--db", sample_store, "query", "run", "C1", "--format", "table", env={"LANG": "zh_CN.UTF-8"}).out == chinese
    assert run_cli("--db", sample_store, "query", "run", "C1", "--format", "table", env={"LANG": "en_US.UTF-8"}).out == english


@pytest.mark.parametrize("form", ["table", "md"])
def test_notice_sources_and_denominator_stand_under_the_rows(run_cli: Run, sample_store: Path, form: str) -> None:
    out = run_cli("--db", sample_store, "query", "run", "S1", "--format", form, "--lang", "en").out
    assert "implies no fault" in out
    assert "2024-06-03" in out
    assert "items" in out.split("Out of")[1]


def test_an_empty_answer_prints_its_denominator(run_cli: Run, sample_store: Path) -> None:
    out = run_cli("--db", sample_store, "query", "run", "S1", "--organization", "云汐县水利局", "--format", "table", "--lang", "en").out
    assert "items = 8" in out


# --- files written -------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "md"])
def test_the_file_s_name_chooses_the_format(run_cli: Run, sample_store: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"答 案.{suffix}"
    found = run_cli("--db", sample_store, "query", "run", "C1", "-o", path)
    assert (found.code, found.out) == (0, "")
    assert str(path) in found.err
    text = path.read_bytes().decode("utf-8-sig")
    assert text == run_cli("--db", sample_store, "query", "run", "C1", "--format", suffix).out
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is (suffix == "csv")
    assert b"\r\n" not in path.read_bytes()


def test_csv_on_stdout_has_no_bom(run_cli: Run, sample_store: Path) -> None:
    assert run_cli("--db", sample_store, "query", "run", "C1", "--format", "csv").out.startswith("organization,")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "＝1+1", "＋1", "－1", "＠SUM(1)"])
def test_csv_never_holds_a_formula(run_cli: Run, tmp_path: Path, start: str) -> None:
    write_list(tmp_path / "a.txt", item(1, name=f"{start}的行政处罚", people="分管领导：郗望舒\n竹篾股负责人：訾青禾"))
    assert run_cli("--db", tmp_path / "a.kgl", "load", tmp_path / "a.txt").code == 0
    for form in ("--format csv", f"-o {tmp_path / 'a.csv'}"):
        found = run_cli("--db", tmp_path / "a.kgl", "query", "run", "S5", *form.split())
        text = found.out or (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["item"].lstrip()[0] not in "=+-@＝＋－＠", row["item"]


def test_numbers_in_csv_stay_numbers(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("--db", sample_store, "cypher", "RETURN -1 AS a, -0.5 AS b, null AS c, true AS d, ['x', '-y'] AS e", "--format", "csv")
    assert found.out.splitlines()[1].startswith("-1,-0.5,,")


def test_an_old_file_is_replaced_whole_or_stays(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    assert run_cli("--db", sample_store, "query", "run", "C99", "-o", path).code == 2
    assert path.read_text() == "old"
    assert run_cli("--db", sample_store, "query", "run", "C1", "-o", path).code == 0
    assert "old" not in path.read_text(encoding="utf-8-sig")
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="no symbolic links without rights on Windows")
def test_a_link_stays_a_link(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert run_cli("--db", sample_store, "query", "run", "C1", "-o", tmp_path / "link.csv").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert "official" in (tmp_path / "real.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_is_written_to_and_not_replaced(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    """`-o /dev/stdout`, or as root `-o /dev/null`, must not put a file in the device's place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes() if pipe.is_fifo() else b""), daemon=True)
    reader.start()
    found = run_cli("--db", sample_store, "query", "run", "C1", "-o", pipe, "--format", "json")
    replaced = not pipe.is_fifo()
    reader.join(timeout=2)
    assert not replaced, "a file stands in the pipe's place"
    assert found.code == 2 or b"official-coverage" in got[0]


# --- bad input -----------------------------------------------------------------------------------------


def bad_files(folder: Path) -> dict[str, tuple[int, str]]:
    """File names of bad lists with the exit code and a word of the message each must give."""
    utf16 = "权力清单\n\t序号\n\t甲\n\t乙\n\t丙\n".encode("utf-16-le")
    contents = {
        "empty.txt": (b"", 3, "empty"),
        "blank.txt": (b" \n\t\n \n", 3, "empty"),
        "bom.txt": (b"\xef\xbb\xbf", 3, "empty"),
        "binary.txt": (b"\x7fELF\x00\x01\x02" * 50, 3, "binary"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "picture"),
        "utf16-no-bom.txt": (utf16, 3, "binary"),
        "prose.txt": ("只有文字，\n没有表格。\n".encode(), 3, "no table"),
        "english.txt": (b"just\twords\n", 3, "no table"),
        "latin1.txt": (("\té à ü ñ\n" * 60).encode("latin-1"), 3, "encoding"),
        "big5.txt": (("\t縣政府權力清單\n" * 20).encode("big5"), 3, "encoding"),
        "shift-jis.txt": (("\tこれはひらがなです\n" * 20).encode("shift_jis"), 3, "encoding"),
        "broken-utf8.txt": ("权力清单\n\t序号\n".encode() * 9 + b"\xff\xff", 3, "encoding"),
        "other-table.txt": (b"\ta\n\tb\n\tc\n\td\n\te\n", 1, "no table with the columns"),
        "form.txt": (
            "虚构局权力清单\n" + "".join(f"\t{h}\n" for h in ("序号", "权力类别", "权力事项", "责任事项", "责任人")) + "\t\n" * 5
        ).encode()
        and (
            (
                "虚构局权力清单\n" + "".join(f"\t{h}\n" for h in ("序号", "权力类别", "权力事项", "责任事项", "责任人")) + "\t\n" * 5
            ).encode(),
            1,
            "blank form",
        ),
    }
    for name, (data, _, _) in contents.items():
        (folder / name).write_bytes(data)
    return {name: (code, word) for name, (_, code, word) in contents.items()}


def test_bad_lists_are_one_line_each_and_leave_nothing(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    expected = bad_files(tmp_path / "lists")
    before = listing(tmp_path)
    for name, (code, word) in expected.items():
        for command in (("load", "--format", "table"), ("load", "--dry-run", "--format", "table"), ("inspect",)):
            found = run_cli("--db", "a.kgl", command[0], tmp_path / "lists" / name, *command[1:], cwd=tmp_path)
            assert found.code == code, (name, command, found)
            assert word in found.error, (name, found.err)
            assert name in found.error
            assert found.out == ""
            assert listing(tmp_path) == before, (name, command)


def test_a_bad_list_among_good_ones_fails_alone(run_cli: Run, tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"")
    write_list(tmp_path / "c.txt", date="2025年1月1日")
    found = run_cli("--db", tmp_path / "a.kgl", "load", tmp_path, "--format", "json")
    assert found.code == 1
    assert [report["status"] for report in json.loads(found.out)] == ["loaded", "failed", "new version"]
    assert len([line for line in found.err.splitlines() if line.startswith("error:")]) == 1
    assert len(json.loads(run_cli("--db", tmp_path / "a.kgl", "documents").out)) == 2


@pytest.mark.parametrize("path", ["nowhere", "nowhere/list.txt", "empty-folder"])
def test_nothing_to_load(run_cli: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "empty-folder" / "read me.md").write_text("x")
    before = listing(tmp_path)
    found = run_cli("--db", "a.kgl", "load", path, cwd=tmp_path)
    assert found.code == 3
    assert path in found.error
    assert listing(tmp_path) == before


def test_a_folder_is_no_list(run_cli: Run, tmp_path: Path) -> None:
    assert "folder" in run_cli("inspect", tmp_path).error.lower() or "directory" in run_cli("inspect", tmp_path).error
    assert run_cli("inspect", tmp_path).code == 3


UNKNOWN = [
    (("query", "run", "C99"), "C9", "unknown question"),
    (("query", "run", "offical-coverage"), "'official-coverage'", "unknown question"),
    (("query", "show", "slotshare"), "'slot-share'", "unknown question"),
    (("query", "run", "C1", "-p", "rol=leader"), "'role'", "unknown parameter"),
    (("query", "run", "C1", "-p", "role=leadr"), "'leader'", "value for role"),
    (("query", "run", "C1", "-p", "role="), "leader", "value for role"),
    (("query", "run", "C1", "-p", "role"), "role=leader", "no value"),
    (("query", "run", "S6", "-p", "min_support=many"), "int", "min_support"),
    (("query", "run", "L2", "-p", "include_unbracketed=maybe"), "bool", "include_unbracketed"),
    (("query", "run", "C1", "--organization", "云汐县水力局"), "'云汐县水利局'", "unknown organization"),
    (("query", "run", "C1", "--document", "2024-06-04"), "'2024-06-03'", "unknown document"),
    (("query", "run", "C1", "--department", "登记许可科"), "'登记许可股'", "unknown department"),
    (("query", "run", "C1", "--category", "行政处法"), "'行政处罚'", "unknown category"),
    (("query", "list", "--group", "risky"), "'risk'", "unknown group"),
    (("qurey", "run", "C1"), "'query'", "unknown command"),
    (("statsu",), "'status'", "unknown command"),
    (("query", "rnu", "C1"), "'run'", "unknown command"),
    (("draw", "responsability", "-o", "x.html"), "'responsibility'", "unknown view"),
    (("draw", "official", "宓嘉澍", "-o", "x.html"), "'宓嘉树'", "unknown official"),
    (("draw", "risk", "SOLICITE", "-o", "x.html"), "'SOLICIT'", "unknown risk"),
    (("draw", "department", "登记许可科", "-o", "x.html"), "'登记许可股'", "unknown department"),
    (("query", "run", "C1", "--format", "jsn"), "'json'", "unknown format"),
    (("--format", "jsn", "query", "run", "C1"), "'json'", "unknown format"),
    (("query", "run", "C1", "--lang", "cn"), "en", "unknown language"),
    (("--lang", "cn", "schema", "--format", "table"), "zh", "unknown language"),
    (("remove", "2024-06-04"), "'2024-06-03'", "unknown document"),
    (("query", "run", "C1", "--nosuch"), "--nosuch", "option"),
    (("query", "run"), "ID", "argument"),
    (("load",), "FILE", "argument"),
    (("search", " "), "quanpu search", "nothing to search"),
    (("cypher", ""), "quanpu cypher", "empty"),
    (("cypher", "RETURN $x", "-p", "y"), "name=value", "no value"),
    (("remove", "云汐县市场监督管理局权力监督清单一览表（虚构样例）"), "hash", "names 2 documents"),
]


@pytest.mark.parametrize(("arguments", "offer", "what"), UNKNOWN, ids=[" ".join(arguments) for arguments, _, _ in UNKNOWN])
def test_an_unknown_name_is_one_line_that_offers_the_nearest(
    run_cli: Run, samples: Path, tmp_path: Path, arguments: tuple[str, ...], offer: str, what: str
) -> None:
    before = listing(tmp_path)
    found = run_cli(*arguments, cwd=tmp_path, env={"QUANPU_DB": str(samples)})
    assert found.code == 2, found
    assert what in found.error.lower() or what in found.error
    assert offer in found.error
    assert "?." not in found.error
    assert found.out == ""
    assert listing(tmp_path) == before


@pytest.mark.parametrize("target", ["file/x.csv", "folder", "/proc/nowhere/x.csv", "no/such/folder/x.csv", ""])
@pytest.mark.parametrize(
    "command",
    [
        ("query", "run", "C1"),
        ("draw", "responsibility"),
        ("draw", "network"),
        ("documents",),
        ("schema",),
        ("inspect", str(SAMPLES[0]), "--format", "json"),
    ],
    ids=lambda command: command[0],
)
def test_a_place_that_can_not_be_written_is_one_line(
    run_cli: Run, sample_store: Path, tmp_path: Path, target: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    before = listing(tmp_path)
    found = run_cli(*command, "-o", target, cwd=tmp_path, env={"QUANPU_DB": str(sample_store)})
    assert found.code in (2, 4), found
    assert found.error.startswith(f"error: {target}")
    assert listing(tmp_path) == before


@pytest.mark.parametrize("db", ["file/x.kgl", "folder", "/proc/nowhere/x.kgl", "no/such/folder/x.kgl"])
def test_a_store_that_can_not_be_made_is_one_line_and_leaves_nothing(run_cli: Run, tmp_path: Path, db: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    before = listing(tmp_path)
    found = run_cli("--db", db, "load", SAMPLES[0], "--format", "table", cwd=tmp_path)
    assert found.code == 4, found
    assert found.error.startswith(f"error: {db}")
    assert listing(tmp_path) == before


@pytest.mark.parametrize("address", ["bolt://localhost:7687", "neo4j://localhost", "neo4j+s://x.example", "http://x.example/a.kgl"])
def test_an_address_is_not_taken_for_a_file_name(run_cli: Run, tmp_path: Path, address: str) -> None:
    found = run_cli("--db", address, "load", SAMPLES[0], "--format", "table", cwd=tmp_path)
    assert found.code in (2, 4), found
    assert address.split(":", maxsplit=1)[0] in found.error
    assert list(tmp_path.iterdir()) == []


def test_demo_in_a_place_that_can_not_be_written(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = run_cli("demo", "--folder", "file/demo", cwd=tmp_path)
    assert found.code in (2, 4)
    assert "file/demo" in found.error


def test_answers_that_json_has_no_word_for(run_cli: Run, sample_store: Path) -> None:
    """The engine knows dates and infinities; the answer stays JSON."""
    found = run_cli("--db", sample_store, "cypher", "RETURN date('2024-06-03') AS day, duration('P1D') AS span", "--format", "json")
    assert found.code == 0, found.err
    assert json.loads(found.out)[0]["day"] == "2024-06-03"
    found = run_cli("--db", sample_store, "cypher", "RETURN 10^400 AS much", "--format", "json")
    assert "Infinity" not in found.out


@pytest.mark.parametrize("form", FORMATS)
def test_odd_answers_in_each_format(run_cli: Run, sample_store: Path, form: str) -> None:
    values = "[1, 2] AS list, {a: [1]} AS map, null AS nothing, '甲\n|乙\"' AS text, date('2024-06-03') AS day"
    query = f"MATCH (d:Document) RETURN d, {values} LIMIT 1"
    found = run_cli("--db", sample_store, "cypher", query, "--format", form)
    assert found.code == 0, found.err
    assert "2024-06-03" in found.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("cypher", "RETURN $x AS x", "-p", "x=123456789012345678901234567890"),
        ("cypher", "RETURN $x AS x", "-p", "x=NaN"),
        ("cypher", "RETURN $text AS x", "-p", "text=3"),
        ("cypher", "RETURN $lang AS x", "-p", "lang=3"),
        ("cypher", "RETURN $self AS x", "-p", "self=3"),
        ("query", "run", "C1", "-p", "lang=zh"),
        ("query", "run", "C1", "-p", "evidence=1"),
        ("query", "run", "C1", "-p", "name=x"),
        ("query", "run", "C1", "-p", "self=x"),
        ("query", "run", "C1", "-p", "=x"),
        ("query", "run", "C1", "-p", "documents=x"),
        ("cypher", "RETURN 1 AS x", "-p", "=3"),
        ("cypher", "UNWIND range(1, 99999999999) AS n RETURN count(n) AS n"),
        ("cypher", "RETURN " + "(" * 3000 + "1" + ")" * 3000 + " AS x"),
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
def test_no_parameter_and_no_query_is_a_fault_of_ours(run_cli: Run, samples: Path, arguments: tuple[str, ...]) -> None:
    found = run_cli("--db", samples, *arguments, "--format", "json")
    assert found.code in (0, 2, 4), found.err
    if found.code == 0:
        json.loads(found.out, parse_constant=pytest.fail)
    else:
        assert found.error


def test_lone_surrogates_do_not_end_in_a_traceback(run_cli: Run, samples: Path) -> None:
    for arguments in (("search", "\udcff"), ("cypher", "RETURN '\udcff' AS x"), ("query", "run", "C1", "--organization", "\udcff")):
        found = run_cli("--db", samples, *arguments)
        assert found.code in (0, 2), found


def test_dry_run_says_what_would_be(run_cli: Run, tmp_path: Path) -> None:
    found = run_cli("--db", "a.kgl", "load", SAMPLES[0], "--dry-run", "--format", "json", cwd=tmp_path)
    assert found.code == 0
    assert [report["status"] for report in json.loads(found.out)] == ["would load"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_load_reports_in_each_format(run_cli: Run, tmp_path: Path, form: str) -> None:
    found = run_cli("--db", "a.kgl", "load", SAMPLES[0], SAMPLES[1], "--format", form, cwd=tmp_path)
    assert found.code == 0
    if form == "json":
        assert len(json.loads(found.out)) == 2
    elif form == "jsonl":
        assert [json.loads(line)["status"] for line in found.out.splitlines()] == ["loaded", "loaded"]
    else:
        assert found.out.count("loaded") == 2


def test_inspect_prints_the_designed_json(run_cli: Run) -> None:
    found = run_cli("inspect", SAMPLES[0], "--format", "json")
    answer = json.loads(found.out)
    assert list(answer)[:5] == ["document", "columns", "items", "issues", "skipped"]
    assert {
        "serial",
        "code",
        "parent",
        "category",
        "name",
        "cite",
        "attributes",
        "duties",
        "risks",
        "measures",
        "chains",
        "laws",
        "certificates",
    } <= set(answer["items"][0])
    for form in ("table", "csv", "md", "jsonl"):
        other = run_cli("inspect", SAMPLES[0], "--format", form)
        assert other.code in (0, 2), form


# --- in a process of its own ---------------------------------------------------------------------------


def test_a_stray_graph_py_is_named(tmp_path: Path) -> None:
    for name in ("graph", "loaders", "queries", "viz"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.py").write_text("raise RuntimeError('imported')\n")
        done = process("--version", cwd=folder)
        assert done.returncode == 2
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("error: ")
        assert str(folder / f"{name}.py") in lines[0]


def test_a_stray_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("")
    done = process("--version", cwd=tmp_path)
    assert done.returncode == 2
    assert str(tmp_path / "graph") in done.stderr.decode()


def test_a_stray_folder_without_code_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    assert process("--version", cwd=tmp_path).returncode == 0


def test_the_console_script_does_not_see_a_stray_graph_py(tmp_path: Path) -> None:
    (tmp_path / "graph.py").write_text("raise RuntimeError('imported')\n")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "quanpu"
    script.write_text("import sys\nfrom quanpu import main\nsys.exit(main())\n")
    done = subprocess.run(
        [sys.executable, str(script), "--db", "a.kgl", "load", str(SAMPLES[0])],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "zh_CN.GBK"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_output_is_utf_8_whatever_the_locale(tmp_path: Path, sample_store: Path, variables: dict[str, str]) -> None:
    env = environment(**variables)
    done = process("--db", str(sample_store), "query", "run", "C1", "--format", "json", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert "云汐县水利局" in done.stdout.decode("utf-8")
    done = process("--db", str(sample_store), "query", "run", "C1", "--organization", "云汐县", "-o", "答.csv", cwd=tmp_path, env=env)
    assert "云汐县水利局" in done.stderr.decode("utf-8")
    done = process("--db", str(sample_store), "draw", "responsibility", "-o", "图.html", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    (page,) = tmp_path.glob("*.html")
    assert "云汐县水利局" in page.read_bytes().decode("utf-8")


@pytest.mark.parametrize("rows", [1, 50_000])
@pytest.mark.parametrize("lines", [0, 1])
def test_a_closed_pipe_is_silent(tmp_path: Path, sample_store: Path, rows: int, lines: int) -> None:
    """`quanpu … | head -1`, with little output (flushed at the end) and with much, and with a reader gone from the start."""
    command = [
        sys.executable,
        "-m",
        "quanpu",
        "--db",
        str(sample_store),
        "cypher",
        f"UNWIND range(1, {rows}) AS n RETURN n",
        "--format",
        "jsonl",
    ]
    running = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    assert running.stderr
    if lines:
        assert running.stdout.readline() == b'{"n": 1}\n'
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(timeout=30) == 0


def test_ctrl_c_ends_with_130_and_whole_documents(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    for k in range(300):
        write_list(tmp_path / "lists" / f"{k:03}.txt", *[item(n) for n in range(1, 9)], office=f"云汐县第{k}局")
    command = [sys.executable, "-m", "quanpu", "--db", "a.kgl", "load", "lists"]
    running = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not (tmp_path / "a.kgl-wal").exists() and running.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130, err.decode()
    assert err.decode().splitlines() in ([], ["interrupted"])
    landed = {fact[4] for fact in facts(tmp_path / "a.kgl") if fact[0] == "Document"}
    assert 0 < len(landed) < 300
    items = [fact for fact in facts(tmp_path / "a.kgl") if fact[0] == "PowerItem"]
    assert len(items) == 8 * len(landed)


def test_a_folder_with_blanks_and_chinese_characters(tmp_path: Path) -> None:
    folder = tmp_path / "权力 清单 (副本)'s"
    (folder / "清 单").mkdir(parents=True)
    shutil.copy(SAMPLES[0], folder / "清 单" / "某 局.txt")
    for arguments in (
        ("load", "清 单"),
        ("query", "run", "C1", "-o", "答 案.csv"),
        ("draw", "responsibility", "-o", "图 一.html"),
        ("rebuild",),
        ("remove", "某 局.txt"),
    ):
        done = process("--db", "库 一.kgl", *arguments, cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
    assert (folder / "图 一.html").stat().st_size > 10_000


def test_the_folder_of_the_program_may_have_such_a_name_too(tmp_path: Path) -> None:
    project = tmp_path / "程序 一"
    for name in ("graph", "loaders", "queries", "viz", "samples"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "quanpu.py", project)
    done = process("demo", cwd=tmp_path, env=environment(PYTHONPATH=str(project)))
    assert done.returncode == 0, done.stderr.decode()


def test_debug_shows_where(run_cli: Run, tmp_path: Path) -> None:
    found = run_cli("--db", tmp_path / "none.kgl", "status", env={"QUANPU_DEBUG": "1"})
    assert found.code == 4
    assert "Traceback" in found.err


# --- notebooks -----------------------------------------------------------------------------------------


def test_a_notebook_shows_tables_as_tables(sample_store: Path) -> None:
    with quanpu.open(sample_store) as database:
        for table in (database.query("C1"), database.cypher("MATCH (d:Document) RETURN d.name AS name"), database.search("许可")):
            html: str = table._repr_html_()
            assert html.startswith("<table>")
            assert html.count("<tr>") == len(table.rows) + 1


def test_a_notebook_s_table_runs_no_markup(tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt", item(1, name="<script>alert(1)</script>的处罚", people="分管领导：郗望舒"))
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        html: str = database.query("S5")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_option_of_the_command_line_does_not_steer_a_notebook(
    run_cli: Run, sample_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    run_cli("--db", sample_store, "documents")
    with quanpu.open() as database:
        assert database.address == "quanpu.kgl"


def test_quanpu_db_and_default_place(run_cli: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    run_cli("schema")
    with quanpu.open() as database:
        database.load(SAMPLES[0])
    assert (tmp_path / "quanpu.kgl").exists()
    monkeypatch.setenv("QUANPU_DB", str(tmp_path / "other.kgl"))
    with quanpu.open() as database:
        assert database.address == str(tmp_path / "other.kgl")


def test_inspect_in_a_notebook_is_the_command_s_json(run_cli: Run) -> None:
    shown: dict[str, Any] = json.loads(run_cli("inspect", SAMPLES[0], "--format", "json").out)
    assert json.loads(json.dumps(quanpu.inspect(SAMPLES[0]))) == shown
