"""The map of the city. Always beside a list or a field that says the same in words."""

from collections.abc import Mapping

import reflex as rx

from ..wrapped.city_map import CityMap, ReportMap

AREAS = "/data/wilayah.geojson"


def city_map(name: str, *, class_name: str = "h-72", **props: object) -> rx.Component:
    """Show the map; ``name`` is what people hear who do not see it."""
    return CityMap.create(name=name, source=AREAS, class_name=class_name, **props)


def report_map(
    name: str,
    texts: Mapping[str, object],
    *,
    clusters: rx.Var[str],
    class_name: str = "h-72",
    **props: object,
) -> rx.Component:
    """Show many reports on the map, as ``clusters`` (an address) groups them."""
    return ReportMap.create(
        name=name,
        texts=dict(texts),
        clusters=clusters,
        source=AREAS,
        class_name=class_name,
        **props,
    )
