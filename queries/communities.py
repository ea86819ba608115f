"""Communities: profiles that agree more with each other than with the rest (networkx's Louvain), on plain sets."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from graph.errors import DataError
from queries.cooccurrence import Profile
from queries.patterns import jaccard

MOST_PROFILES = 2000  # all pairs of them are compared
_RUNS = 10  # Louvain stops at a local optimum: the best of several starts is kept


def communities(profiles: Mapping[Profile, int], *, tau: float, seed: int) -> tuple[list[frozenset[Profile]], float]:
    """Communities of holders by profile, and their modularity (M. E. J. Newman and M. Girvan 2004).

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
    if not profiles:
        return [], 0.0
    import networkx as nx  # 0.1 s to import: only where communities are asked for

    ordered = sorted(profiles, key=sorted)
    network: nx.Graph[int] = nx.Graph()
    network.add_weighted_edges_from((k, k, profiles[profile] * (profiles[profile] - 1) / 2) for k, profile in enumerate(ordered))
    for (j, first), (k, second) in combinations(enumerate(ordered), 2):
        likeness = jaccard(first, second) or 0.0
        if likeness and likeness >= tau:
            network.add_edge(j, k, weight=likeness * profiles[first] * profiles[second])
    if not network.size(weight="weight"):
        return [frozenset({profile}) for profile in ordered], 0.0
    found = [nx.community.louvain_communities(network, seed=seed + run) for run in range(_RUNS)]
    rated = [(nx.community.modularity(network, partition), partition) for partition in found]
    modularity, best = max(rated, key=lambda pair: pair[0])
    return [frozenset(ordered[k] for k in members) for members in best], modularity
