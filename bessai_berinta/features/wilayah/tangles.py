"""Where a ring crosses itself, and how much that matters. Pure.

Digitised lines often have small knots; they do no harm to the even-odd rule. A bow tie does.
The measure is the area of the loop that a crossing pinches off.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from .geometry import Position, Ring, metres, signed_area

Edge = tuple[Position, Position]


def tangles(ring: Ring) -> list[float]:
    """Give the square metres that each self-crossing of a closed ring cuts off."""
    edges = list(pairwise(metres(position) for position in ring))
    whole = abs(signed_area(ring))
    sizes = []
    for i, j in sorted(set(_candidates(edges))):
        crossing = _crossing(edges[i], edges[j])
        if crossing is not None:
            loop = [crossing, *(edge[1] for edge in edges[i:j]), crossing]
            size = abs(_area(loop))
            sizes.append(min(size, abs(whole - size)))
    return sizes


def _candidates(edges: Sequence[Edge]) -> Iterator[tuple[int, int]]:
    """Give the pairs of edges, not neighbours, that share a field of a grid."""
    span = max(abs(b - a) for edge in edges for a, b in zip(*edge, strict=True))
    reach = max(max(x for e in edges for x, _ in e) - min(x for e in edges for x, _ in e), 1.0)
    size = max(span / 4, reach / (len(edges) ** 0.5 + 1), 1.0)
    fields: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for field in _fields(edge, size):
            fields[field].append(number)
    last = len(edges) - 1
    for numbers in fields.values():
        for i, j in combinations(numbers, 2):
            if j - i > 1 and not (i == 0 and j == last):
                yield i, j


def _fields(edge: Edge, size: float) -> Iterator[tuple[int, int]]:
    (x1, y1), (x2, y2) = edge
    for column in range(int(min(x1, x2) // size), int(max(x1, x2) // size) + 1):
        for row in range(int(min(y1, y2) // size), int(max(y1, y2) // size) + 1):
            yield column, row


def _crossing(one: Edge, other: Edge) -> Position | None:
    """Give the point where two edges properly cross; touching is no crossing."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    side = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if side == 0:
        return None
    t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / side
    u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / side
    if 0 < t < 1 and 0 < u < 1:
        return ax + t * (bx - ax), ay + t * (by - ay)
    return None


def _area(plane: Sequence[Position]) -> float:
    x0, y0 = plane[0]
    return (
        sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(plane))
        / 2
    )
