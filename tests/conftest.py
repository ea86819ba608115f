"""Lists to test on: the real one (where it is present), the samples, and stores that hold them."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, SAMPLES, Result

import quanpu


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on who runs it."""
    for name in ("QUANPU_DB", "QUANPU_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture(scope="session")
def real_lists() -> Path:
    """The folder that holds the real list and the study of it. Without it tests are skipped; CI must have it."""
    folder = Path(os.environ.get("QUANPU_REAL_LISTS") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must have the real lists, and there are none in {folder}")
        pytest.skip(f"no real lists in {folder}: set QUANPU_REAL_LISTS")
    return folder


@pytest.fixture(scope="session")
def seed_file(real_lists: Path) -> Path:
    """The real list."""
    (file,) = (real_lists / "seeds").glob("*.txt")
    return file


@pytest.fixture(scope="session")
def seed_text(seed_file: Path) -> str:
    """The real list as text, line ends as they are."""
    return seed_file.read_bytes().decode("utf-8-sig")


@pytest.fixture(scope="session")
def seed(seed_file: Path) -> dict[str, Any]:
    """What is understood of the real list."""
    return quanpu.inspect(seed_file)


@pytest.fixture(scope="session")
def catalogue(real_lists: Path) -> dict[str, dict[str, str]]:
    """The study's catalogue of questions by code, with its answers on the real list."""
    text = (real_lists / "domain" / "catalogue.csv").read_text(encoding="utf-8-sig")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


def _store(path: Path, *files: Path) -> Path:
    with quanpu.open(path) as database:
        reports = database.load(*files)
    assert not [report.error for report in reports if report.error]
    return path


@pytest.fixture(scope="session")
def seed_store(seed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the real list; not to be written to."""
    return _store(tmp_path_factory.mktemp("real") / "real.kgl", seed_file)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the four samples; not to be written to."""
    return _store(tmp_path_factory.mktemp("samples") / "samples.kgl", *SAMPLES)


@pytest.fixture
def samples(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the samples' store, to be written to."""
    for file in sample_store.parent.iterdir():
        target = tmp_path / file.name
        _ = shutil.copytree(file, target) if file.is_dir() else shutil.copy(file, target)
    return tmp_path / sample_store.name


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command line in this process: run_cli("status", cwd=…, env={…})."""

    def run(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
        with monkeypatch.context() as patch:
            if cwd:
                patch.chdir(cwd)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = quanpu.run([str(argument) for argument in arguments])
            out, err = capsys.readouterr()
        return Result(code, out, err)

    return run
