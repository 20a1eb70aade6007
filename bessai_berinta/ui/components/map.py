"""The map of the city. Always beside a list or a field that says the same in words."""

import reflex as rx

from ..wrapped.city_map import CityMap


def city_map(name: str, *, class_name: str = "h-72", **props: object) -> rx.Component:
    """Show the map; ``name`` is what people hear who do not see it."""
    return CityMap.create(name=name, source="/data/wilayah.geojson", class_name=class_name, **props)
