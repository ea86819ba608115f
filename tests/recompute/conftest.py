"""The lists on which every answer is worked out again: the real one, the samples and a made-up one of hard cases."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from recompute import made_up
from recompute.parsed import Listed, Parsed
from support import SAMPLES

import quanpu


@pytest.fixture(scope="session")
def taxonomy(real_lists: Path) -> dict[str, dict[str, str]]:
    """The study's risk types by code: family, coarse type, the measure types that answer them directly."""
    text = (real_lists / "domain" / "taxonomy_risk.csv").read_text(encoding="utf-8-sig")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


@pytest.fixture(scope="session")
def measure_families(real_lists: Path) -> dict[str, str]:
    """The study's family of each measure type."""
    text = (real_lists / "domain" / "taxonomy_measure.csv").read_text(encoding="utf-8-sig")
    return {row["code"]: row["family_zh"] for row in csv.DictReader(text.splitlines())}


def parse(file: Path) -> Parsed:
    """What is understood of a file, with its text."""
    return Parsed(quanpu.inspect(file), file.read_bytes().decode("utf-8-sig"))


@pytest.fixture(scope="session")
def made_up_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the made-up list."""
    folder = tmp_path_factory.mktemp("made_up")
    with quanpu.open(folder / "made_up.kgl") as database:
        assert not any(report.error for report in database.load(made_up.write(folder / "list.txt")))
    return folder / "made_up.kgl"


@pytest.fixture(scope="session")
def sampled(sample_store: Path) -> dict[str, Listed]:
    """The four samples by file stem, each asked about alone."""
    parsed = {file.stem: parse(file) for file in SAMPLES}
    return {
        stem: Listed(
            sample_store,
            one,
            (("organization", one.inspection["document"]["organization"]), ("document", one.inspection["document"]["form_date"])),
        )
        for stem, one in parsed.items()
    }


@pytest.fixture(scope="session")
def lists() -> dict[str, Listed]:
    """Filled list by list as tests ask for them."""
    return {}


@pytest.fixture(params=["real", "made_up", *(file.stem for file in SAMPLES)])
def listed(request: pytest.FixtureRequest, lists: dict[str, Listed]) -> Listed:
    """One list after another. The real one is absent from a plain checkout: its tests skip by name."""
    if request.param not in lists:
        lists[request.param] = _listed(request)
    return lists[request.param]


def _listed(request: pytest.FixtureRequest) -> Listed:
    if request.param == "real":
        return Listed(request.getfixturevalue("seed_store"), parse(request.getfixturevalue("seed_file")))
    if request.param == "made_up":
        store: Path = request.getfixturevalue("made_up_store")
        return Listed(store, parse(store.parent / "list.txt"))
    sampled: dict[str, Listed] = request.getfixturevalue("sampled")
    return sampled[request.param]


@pytest.fixture
def real(request: pytest.FixtureRequest, lists: dict[str, Listed]) -> Listed:
    """The real list alone."""
    if "real" not in lists:
        lists["real"] = Listed(request.getfixturevalue("seed_store"), parse(request.getfixturevalue("seed_file")))
    return lists["real"]
