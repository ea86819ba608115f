"""Steps of the group risk: what copied cells share, what occurs together, how a mix differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import ceil
from typing import Any

from queries import concentration, cooccurrence
from queries.communities import communities
from queries.cooccurrence import Profile, lift
from queries.steps.kinds import Row, Step, Summary
from queries.typenames import known_names


def templates(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {_item, serial, ordinal, passage, fingerprint, risk_types} to groups of items with the same risk cells, or alike types."""
    key_of = {"verbatim": "passage", "space": "fingerprint"}.get(params["normalise"], "risk_types")
    keys: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    serials: dict[str, tuple[str, int, str]] = {}
    for row in rows:
        same = row[key_of] if key_of == "risk_types" else [row[key_of]]
        keys[row["_item"]].update(same or [""])
        types[row["_item"]].update(row["risk_types"])
        serials[row["_item"]] = (row["document"], row["ordinal"], row["serial"] or "")
    in_order = sorted(keys, key=lambda item: serials[item])
    alike = params["normalise"] == "communities"
    found: dict[str, Any] = {}
    if alike:
        groups, found["_found"] = _communities({item: frozenset(types[item] - {"OTHER"}) for item in in_order}, params)
    else:
        groups = _grouped((tuple(sorted(keys[item])), item) for item in in_order)
    ranked = sorted(groups, key=lambda items: (-len(items), serials[items[0]]))
    return [
        {"template": number, "items": len(items), "share": len(items) / denominator["items"],
         "item_serials": [serials[item][2] for item in items],
         "risk_types": _stated([types[item] for item in items], len(items) / 2 if alike else 1), "_items": items} | found
        for number, items in enumerate(ranked, 1)
    ]  # fmt: skip


def _communities(profiles: Mapping[str, Profile], params: Mapping[str, Any]) -> tuple[list[list[str]], dict[str, float]]:
    """Items by the community of their risk types, those without any together; and how good the division is."""
    sizes = Counter(profile for profile in profiles.values() if profile)
    found = communities(sizes, tau=params["tau"], seed=params["seed"])
    place = {profile: number for number, members in enumerate(found.groups) for profile in members}
    groups = _grouped((place.get(profile), item) for item, profile in profiles.items())
    said = {"modularity": round(found.modularity, 4), "modularity_profiles": round(found.of_profiles, 4)}
    return groups, {"communities": len(groups), **said, "tau": float(params["tau"])}


def _grouped(keyed: Iterable[tuple[Any, str]]) -> list[list[str]]:
    groups: dict[Any, list[str]] = defaultdict(list)
    for key, item in keyed:
        groups[key].append(item)
    return list(groups.values())


def _stated(types: Sequence[set[str]], least: float) -> list[str]:
    """The types that at least so many of the items state."""
    stated = Counter(kind for own in types for kind in own)
    return sorted(kind for kind, items in stated.items() if items >= least)


def template_summary(rows: list[Row]) -> dict[str, Any]:
    """How many templates there are, and how many equal ones would repeat as much (1 / sum of squared shares); or of communities, how
    good the division is over items, and with each distinct profile counted once."""
    if rows and "_found" in rows[0]:
        return dict(rows[0]["_found"])
    sizes = [row["items"] for row in rows]
    return {"templates": len(sizes), "effective_templates": round(concentration.effective_number(sizes), 4)}


def pairs(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {_item, fingerprint, risk_type} to pairs of types, tested over items and over templates (Bonferroni over all pairs)."""
    items, templates = item_profiles(rows), template_profiles(rows)
    in_templates = {(pair.first, pair.second): pair for pair in cooccurrence.pairs(templates)}
    p_items, p_templates = _chance(items, params), _chance(templates, params)
    types = len(frozenset().union(*items.values()))
    tests = types * (types - 1) // 2
    needed = ceil(tests / params["alpha"]) - 1 if params["model"] == "degrees" and params["alpha"] else 0
    verdict = partial(_significant, tests=tests, alpha=params["alpha"], open_=needed > params["draws"])
    return [
        {"risk_a": pair.first, "risk_b": pair.second, "items": len(pair.holders), "jaccard": shown.jaccard, "lift": shown.lift,
         "p_items": p_items[both], "p_templates": p_templates[both], "significant_items": verdict(p_items[both]),
         "significant_templates": verdict(p_templates[both]), "_items": list(pair.holders), "_draws_needed": needed}
        for pair in cooccurrence.pairs(items) for both in [(pair.first, pair.second)]
        for shown in [in_templates[both] if params["unit"] == "template" else pair]
    ]  # fmt: skip


def _significant(p: float, *, tests: int, alpha: float, open_: bool) -> bool | None:
    """Whether chance explains it, for all tests together (Bonferroni); None where too few draws leave a yes impossible."""
    return None if open_ and p * tests > alpha else p * tests <= alpha


def draws_needed(rows: list[Row]) -> dict[str, Any]:
    """With a simulated chance, how many draws the least significant answer takes; no count, so a float, which is not summed."""
    return {"draws_needed": float(rows[0]["_draws_needed"])} if rows and rows[0]["_draws_needed"] else {}


def _chance(profiles: Mapping[str, Profile], params: Mapping[str, Any]) -> Mapping[tuple[str, str], float]:
    if params["model"] == "degrees":
        return cooccurrence.pairs_against_trades(profiles, params["draws"], params["seed"])
    return {(pair.first, pair.second): pair.p for pair in cooccurrence.pairs(profiles)}


def recurrent_sets(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {_item, fingerprint, risk_type} to the closed sets of types that enough items have."""
    items, templates = item_profiles(rows), template_profiles(rows)
    closed = [types for types in cooccurrence.closed_sets(items.values()) if len(types) >= params["min_size"]]
    by_profile: dict[Profile, list[str]] = defaultdict(list)
    for item, profile in items.items():
        by_profile[profile].append(item)
    found = []
    for types in closed:
        having = sorted(item for profile, same in by_profile.items() if types <= profile for item in same)
        if len(having) >= params["min_support"]:
            copies = sum(types <= profile for profile in templates.values())
            found.append({"risk_types": sorted(types), "size": len(types), "items": len(having), "templates": copies, "_items": having})
    return found


def official_mix(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {kind: official or type, id, name, _items} to the location quotient of each official and type that meet."""
    officials = [row for row in rows if row["kind"] == "official" and len(row["_items"]) >= params["min_items"]]
    types = [row for row in rows if row["kind"] == "type"]
    return [
        {"official": official["name"], "risk_type": risk["name"], "items": len(both), "official_items": len(official["_items"]),
         "location_quotient": lift(len(both), len(official["_items"]), len(risk["_items"]), denominator["items"]), "_items": both}
        for official in officials for risk in types if (both := sorted(set(official["_items"]).intersection(risk["_items"])))
    ]  # fmt: skip


def item_profiles(rows: list[Row]) -> dict[str, Profile]:
    """The risk types of each item."""
    return _profiles((row["_item"], row) for row in rows)


def template_profiles(rows: list[Row]) -> dict[str, Profile]:
    """The risk types of each template: items whose risk cells say the same, layout aside, are one."""
    cells: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        cells[row["_item"]].add(row["fingerprint"])
    return _profiles((" ".join(sorted(cells[row["_item"]])), row) for row in rows)


def _profiles(keyed: Iterable[tuple[str, Row]]) -> dict[str, Profile]:
    types: dict[str, set[str]] = defaultdict(set)
    for key, row in keyed:
        types[key].update([row["risk_type"]] if row["risk_type"] else [])
    return {key: frozenset(found) for key, found in types.items()}


def named_types(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of types to the same with a name, also where the type is a coarse one, which the graph does not name."""
    names = known_names()["risk_type"]
    return [row | {"risk_name": row["risk_name"] or names.get(row["risk_type"], {}).get(params["lang"], row["risk_type"])} for row in rows]


def template_count(rows: list[Row]) -> dict[str, Any]:
    """How many templates the rows of the query hold."""
    return {"templates": len(template_profiles(rows))}


STEPS: Mapping[str, Step] = {
    "templates": templates, "risk_pairs": pairs, "recurrent_sets": recurrent_sets, "official_mix": official_mix,
    "named_types": named_types,
}  # fmt: skip
SUMMARIES: Mapping[str, Summary] = {"templates": template_summary, "risk_pairs": draws_needed}
COUNTS: Mapping[str, Summary] = {"risk_pairs": template_count, "recurrent_sets": template_count}
