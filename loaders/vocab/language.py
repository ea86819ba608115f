"""The language that risk.yml and measure.yml are written in: groups of words, gaps, contexts; and where a file breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter

import yaml

from graph.errors import SourceError
from loaders.vocab import edited_folder, marked, pairs, path_of, refuse, shown, vocabulary

# The codes are fixed: questions, the matrix of measures and stored graphs rely on them. A vocabulary gives words to them.
_CODES = {
    "risk": """
        BRIBE GAIN FAVOUR SOLICIT PROPERTY LEAK TAMPER DISTORT NONFILE NONTRANSFER DELAY NONEXEC NOTIFY COLLECTIVE ULTRA
        DISCRETION MISJUDGE INTERFERE PROCEDURE CONDUCT PROCURE FUNDS NEGLECT EXACTION CONFLICT OVERSIGHT OTHER
    """,
    "measure": """
        TWO_PERSON RECORDING FILING LAWFUL BENCHMARK APPROVAL HEARING COLLECTIVE INSPECTION FILES EXECUTION REVISIT PUBLIC EDU_LAW
        EDU_INTEGRITY ACCOUNT RECUSAL SEPARATION OTHER
    """,
}
CODES = {kind: tuple(codes.split()) for kind, codes in _CODES.items()}
# a gap as written -> what it stands for; the longer one first
_GAPS = (("………", ".{0,24}?"), ("……", "[^，。；：]{0,16}?"), ("…", "[^，。；：]{0,8}?"), ("～", "[^，。；：、不未没]{0,12}?"))
_GROUP = re.compile(r"\{([A-Za-z_]\w*)\}")
_FILE_KEYS = {"words", "types"}
_NEEDED = {"zh", "en", "family", "family_en", "definition"}
_EXAMPLE_KEYS = {"examples", "counter", "alike"}
_ENTRY_KEYS = _NEEDED | _EXAMPLE_KEYS | {"coarse", "alone", "cues", "except", "yields_to", "not_beside"}
_CUE_KEYS = {"is", "needs", "unless", "except"}

_PUNCTUATION = {ord(written): read for written, read in zip(",;:()", "，；：（）", strict=True)}
_UNSEEN = re.compile(r"[\s“”\"‘’'「」『』]")
_TITLE = re.compile(r"(?<=《)[^《》]*(?:法|法典|条例|办法|细则|规定|规则|规程|解释)(?:（[^《》]*）|〈[^《》]*〉)?(?=》)")


def expand(patterns: str, groups: Mapping[str, str]) -> str:
    """The regular expression for any of the patterns, which have blanks between them. ValueError for an unknown group."""
    return "|".join(_expand(pattern, groups) for pattern in sorted(patterns.split(), key=len, reverse=True))


def _expand(pattern: str, groups: Mapping[str, str]) -> str:
    for written, meant in _GAPS:
        pattern = pattern.replace(written, meant)
    return _GROUP.sub(lambda found: _group(found[1], groups), pattern)


def _group(name: str, groups: Mapping[str, str]) -> str:
    if name not in groups:
        raise ValueError(f"no group of words is called {name!r}")
    rest = {key: words for key, words in groups.items() if key != name}  # so a group within itself is unknown there
    return f"(?:{expand(groups[name], rest)})"


def plain_text(text: str) -> tuple[str, Sequence[int]]:
    """The text as cues see it, and where each of its characters stood in the text as printed.

    Without blanks (lists print 偷 换 for 偷换), quotation marks and the insides of 《a law's title》; in simplified characters.
    """
    folded = text.translate(_letters(edited_folder()))
    if "《" not in folded and not _UNSEEN.search(folded):
        return folded, range(len(text))
    hidden = {k for title in _TITLE.finditer(folded) for k in range(*title.span())}
    places = [k for k, character in enumerate(folded) if k not in hidden and not _UNSEEN.match(character)]
    return "".join(folded[k] for k in places), places


@cache
def _letters(_folder: object) -> dict[int, str]:
    return _PUNCTUATION | {ord(pair[0]): pair[1] for pair in vocabulary("traditional")["pairs"].split()}


def examples(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The sentences of each type, those that no cue finds among them."""
    files = vocabulary(kind)["types"], vocabulary(f"{kind}_examples")
    written = {code: [entry for types in files if (entry := types.get(code))] for code in CODES[kind]}
    return {
        code: tuple(str(text) for entry in entries for key in ("examples", "alike") for text in entry.get(key) or ())
        for code, entries in written.items()
    }


def marked_examples(kind: str, key: str) -> Iterator[tuple[str, yaml.Node, str]]:
    """Code, sentence and file of each entry under `key` (examples, counter or alike), in either file."""
    own, apart = dict(_sections(kind))["types"], marked(f"{kind}_examples")
    for name, types, keys in ((kind, own, _ENTRY_KEYS), (f"{kind}_examples", apart, _EXAMPLE_KEYS)):
        for code, code_node, entry in pairs(types, name):
            _known(code, CODES[kind], "type", name, code_node)
            for entry_key, key_node, value in pairs(entry, name):
                _known(entry_key, keys, "key", name, key_node)
                if entry_key == key:
                    yield from ((code, sentence, name) for sentence in _distinct(value, name))


def check_language(kind: str) -> None:
    """Raises SourceError, with file and line, where the vocabulary of `kind` is not written as it should be."""
    sections = dict(_sections(kind))
    groups = {key: value for key, _, value in pairs(sections["words"], kind)}
    words = {key: str(value.value) for key, value in groups.items()}
    for node in groups.values():
        _check_words(node, kind, words)
    entries = list(pairs(sections["types"], kind))
    for code, node, entry in entries:
        _known(code, CODES[kind], "type", kind, node)
        _check_entry(code, entry, kind, words)
    missing = [code for code in CODES[kind] if code not in {code for code, _, _ in entries}]
    if missing:
        raise refuse(f"type {missing[0]} is missing", kind, sections["types"], do="Take it from our file.")
    _check_order(kind, sections["types"])


def _sections(kind: str) -> Iterator[tuple[str, yaml.Node]]:
    found = {}
    for key, node, value in pairs(marked(kind), kind):
        _known(key, _FILE_KEYS, "key", kind, node)
        found[key] = value
    for key in ("words", "types"):
        if key not in found:
            raise SourceError(f"has no `{key}`", where=shown(path_of(kind)), do="Copy ours and edit it.")
    yield from found.items()


def _check_entry(code: str, entry: yaml.Node, kind: str, words: Mapping[str, str]) -> None:
    parts = {}
    for key, node, value in pairs(entry, kind):
        _known(key, _ENTRY_KEYS, "key", kind, node)
        parts[key] = value
    for key in sorted(_NEEDED - set(parts)):
        raise refuse(f"type {code} has no `{key}`", kind, entry, do="Take it from our file.")
    for key in {"alone", "except"} & set(parts):
        _check_words(parts[key], kind, words)
    for cue in _distinct(parts["cues"], kind) if "cues" in parts else ():
        _check_cue(cue, kind, words)
    for key in ("yields_to", "not_beside"):
        for node in _distinct(parts[key], kind) if key in parts else ():
            _known(str(node.value), CODES[kind], "type", kind, node)


def _check_cue(cue: yaml.Node, kind: str, words: Mapping[str, str]) -> None:
    parts = [("is", cue, cue)] if isinstance(cue, yaml.ScalarNode) else list(pairs(cue, kind))
    for key, node, value in parts:
        _known(key, _CUE_KEYS, "key of a cue", kind, node)
        _check_words(value, kind, words)
    if "is" not in {key for key, _, _ in parts}:
        raise refuse("a cue without `is`", kind, cue, do="Say what it is: {is: pattern, unless: …}.")


def _check_words(node: yaml.Node, kind: str, words: Mapping[str, str]) -> None:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise refuse("words or patterns with blanks between them are expected here", kind, node)
    listed = str(node.value).split()
    for k, word in enumerate(listed):
        if word in listed[:k]:
            raise refuse(f"{word!r} stands twice", kind, node, near=word, do="Take one away.")
        _check_pattern(node, kind, words, word)


def _check_pattern(node: yaml.Node, kind: str, words: Mapping[str, str], pattern: str) -> None:
    try:
        fits_any = re.compile(expand(pattern, words)).match("")
    except (re.error, ValueError) as error:
        raise refuse(f"bad pattern {pattern!r} ({error})", kind, node, near=pattern) from error
    if fits_any:
        raise refuse(f"bad pattern {pattern!r} (it fits any clause)", kind, node, near=pattern)


def _check_order(kind: str, types: yaml.Node) -> None:
    """Two types that yield to each other would both vanish."""
    yields = {code: entry.get("yields_to") or () for code, entry in vocabulary(kind)["types"].items()}
    try:
        TopologicalSorter(yields).prepare()
    except CycleError as error:
        circle = error.args[1]
        node = next(value for code, _, value in pairs(types, kind) if code == circle[0])
        raise refuse(f"types yield to each other in a circle: {' → '.join(circle)}", kind, node, do="Take one away.") from error


def _distinct(node: yaml.Node, name: str) -> Iterator[yaml.Node]:
    """The members of a YAML list. Raises SourceError for one that stands twice, or no list."""
    if not isinstance(node, yaml.SequenceNode):
        raise refuse("a list is expected here", name, node)
    seen: set[str] = set()
    for member in node.value:
        written = member.value if isinstance(member, yaml.ScalarNode) else yaml.serialize(member)
        if written in seen:
            raise refuse("the same stands twice", name, member, do="Take one away.")
        seen.add(written)
        yield member


def _known(given: str, known: Iterable[str], what: str, name: str, node: yaml.Node) -> None:
    if given not in known:
        raise refuse(f"unknown {what} {given!r}", name, node, do=f"Known: {', '.join(sorted(known))}.")
