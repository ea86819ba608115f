# quanpu: `make demo` sets up and runs the main job, `make test` sets up and passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint bench bench-formats bench-pictures evaluate format docs parity pictures lock neo4j neo4j-stop clean

demo: $(STAMP)
	$(BIN)/quanpu demo --folder demo

test: $(STAMP)
	$(BIN)/python -m pytest

check: lint test

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

bench: $(STAMP)
	$(BIN)/python -m bench

bench-formats: $(STAMP)
	$(BIN)/python -m bench.readers

bench-pictures: $(STAMP)
	$(BIN)/python -m bench.pictures

evaluate: $(STAMP)
	$(BIN)/python -m bench.evaluate

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP)
	$(BIN)/python -m docs.generate

# The images of docs/pictures.md, taken of the samples in a browser.
pictures: $(STAMP)
	$(BIN)/python -m docs.make_pictures

# Writes docs/parity.json: the embedded half always, Neo4j's where NEO4J_URI names an empty database.
parity: $(STAMP)
	$(BIN)/python -m docs.parity
	$(BIN)/python -m docs.generate

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("quanpu needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

# The hash-locked list of everything: rewritten from pyproject.toml, with no registry address in it.
lock:
	$(PYTHON) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade --output-file requirements.txt

# A server to try and test on, in ./.neo4j on port 7687 of this machine only (needs Java 17 and Maven): the one that CI uses.
neo4j:
	bash tests/engines/server/neo4j.sh start .neo4j >/dev/null
	bash tests/engines/server/neo4j.sh wait .neo4j
	@echo "Neo4j answers. Tests empty what they are given: NEO4J_URI=bolt://127.0.0.1:$${NEO4J_PORT:-7687} make test"

neo4j-stop:
	bash tests/engines/server/neo4j.sh stop .neo4j

clean:
	rm -rf $(VENV) demo build dist
