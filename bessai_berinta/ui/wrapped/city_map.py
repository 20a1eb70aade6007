"""The Leaflet map as Reflex components."""

import reflex as rx

rx.asset("city_map.css", shared=True)
rx.asset("city_reports.js", shared=True)
rx.asset("city_heat.js", shared=True)

LIBRARY = rx.asset("city_map.jsx", shared=True).importable_path
LEAFLET = ["leaflet@1.9.4"]


class CityMap(rx.Component):
    """Areas, islands and one marker; works without a tile server.

    With ``pick`` a tap (or the button for the map's centre) sends the DOM event
    ``bessai:titik`` up the page with ``{lat, lon, accuracy}``; ``bessai:tunjuk`` sent to the
    map moves the marker.
    """

    library = LIBRARY
    tag = "CityMap"
    lib_dependencies: list[str] = LEAFLET

    name: rx.Var[str]
    use_centre: rx.Var[str]
    marker_label: rx.Var[str]
    source: rx.Var[str]
    pick: rx.Var[bool]
    lat: rx.Var[float]
    lon: rx.Var[float]


class ReportMap(rx.Component):
    """The same map with reports on it, grouped by the server.

    ``clusters`` is the address that groups them (it gets ``bbox``, ``zoom`` and ``panas``),
    ``view`` the box shown first (west, south, east, north), ``prefix`` stands before the
    addresses of reports, ``texts`` holds every word. ``searchable`` offers to put the box in
    view into the page's own address as ``bbox``.
    """

    library = LIBRARY
    tag = "ReportMap"
    lib_dependencies: list[str] = LEAFLET

    name: rx.Var[str]
    source: rx.Var[str]
    clusters: rx.Var[str]
    view: rx.Var[str]
    prefix: rx.Var[str]
    texts: rx.Var[dict[str, object]]
    searchable: rx.Var[bool]
