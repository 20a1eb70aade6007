"""The Leaflet map as a Reflex component."""

import reflex as rx

rx.asset("city_map.css", shared=True)


class CityMap(rx.Component):
    """Areas, islands and one marker; works without a tile server.

    With ``pick`` a tap (or the button for the map's centre) sends the DOM event
    ``bessai:titik`` up the page with ``{lat, lon, accuracy}``; ``bessai:tunjuk`` sent to the
    map moves the marker. ``points`` is the address of a GeoJSON of reports, drawn as links
    (under ``prefix``), close ones together.
    """

    library = rx.asset("city_map.jsx", shared=True).importable_path
    tag = "CityMap"
    lib_dependencies: list[str] = ["leaflet@1.9.4"]

    name: rx.Var[str]
    use_centre: rx.Var[str]
    marker_label: rx.Var[str]
    source: rx.Var[str]
    points: rx.Var[str]
    prefix: rx.Var[str]
    pick: rx.Var[bool]
    lat: rx.Var[float]
    lon: rx.Var[float]
