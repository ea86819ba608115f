"""Communities: profiles that agree more with each other than with the rest (networkx's Louvain), on plain sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.errors import DataError
from queries.cooccurrence import Profile
from queries.patterns import jaccard

MOST_PROFILES = 1000  # all pairs of them are compared
_RUNS = 10  # Louvain stops at a local optimum: the best of several starts is kept,
_LINKS = 500_000  # of fewer in a large network, so that they go through no more links than these in all


@dataclass(frozen=True, slots=True)
class Division:
    """Profiles in groups, its modularity over their holders, and over the profiles alone, each counted once."""

    groups: Sequence[frozenset[Profile]]
    modularity: float = 0.0
    of_profiles: float = 0.0


def communities(profiles: Mapping[Profile, int], *, tau: float, seed: int) -> Division:
    """Communities of holders by profile, with their modularity (M. E. J. Newman and M. Girvan 2004).

    `profiles` says how many holders have each profile. Two holders are linked where the Jaccard index of their profiles is at
    least `tau` and above 0, with the index as weight, those of equal profiles with weight 1; V. D. Blondel et al. (2008) find
    the communities, in an order of the profiles that starts from `seed`. Holders of one profile stay together: their links stand
    in the network as one node's own. Raises DataError above `MOST_PROFILES`.
    """
    if len(profiles) > MOST_PROFILES:
        raise DataError(
            f"{len(profiles)} different profiles are too many to find communities in (at most {MOST_PROFILES})",
            do="Ask about a part: --organization, --department or --category.",
        )
    import networkx as nx  # 0.1 s to import: only where communities are asked for

    ordered = sorted(profiles, key=sorted)
    links = _links(ordered, tau)
    network: nx.Graph[int] = nx.Graph()
    network.add_weighted_edges_from((k, k, profiles[profile] * (profiles[profile] - 1) / 2) for k, profile in enumerate(ordered))
    network.add_weighted_edges_from((j, k, likeness * profiles[ordered[j]] * profiles[ordered[k]]) for j, k, likeness in links)
    if not network.size(weight="weight"):
        return Division([frozenset({profile}) for profile in ordered])
    runs = max(1, min(_RUNS, _LINKS // max(len(links), 1)))
    found = [nx.community.louvain_communities(network, seed=seed + run) for run in range(runs)]
    modularity, best = max(((nx.community.modularity(network, groups), groups) for groups in found), key=lambda pair: pair[0])
    alone: nx.Graph[int] = nx.Graph()
    alone.add_nodes_from(range(len(ordered)))
    alone.add_weighted_edges_from(links)
    groups = [frozenset(ordered[k] for k in members) for members in best]
    return Division(groups, modularity, nx.community.modularity(alone, best) if links else 0.0)


def _links(profiles: Sequence[Profile], tau: float) -> list[tuple[int, int, float]]:
    """The pairs of profiles that are alike enough, with their Jaccard index."""
    pairs = ((j, k, jaccard(first, second) or 0.0) for (j, first), (k, second) in combinations(enumerate(profiles), 2))
    return [pair for pair in pairs if pair[2] and pair[2] >= tau]
