// A map of the city that needs no tile server: areas, their names, islands and one marker.
// Leaflet is fetched only when the map comes into view.
import { createElement, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { fill, reportLayer } from "./city_reports.js";

const CITY = [[0.03, 117.4], [0.205, 117.565]];

function areaStyle(feature) {
  return {
    className: "city-area",
    weight: 1,
    dashArray: feature.properties.perkiraan ? "4 4" : null,
    fillOpacity: 1,
  };
}

function label(L, text, kind) {
  const span = document.createElement("span");
  span.textContent = text;
  return L.divIcon({ className: `city-label city-label-${kind}`, html: span, iconSize: [0, 0] });
}

// Show the names that have room; one that would lie on another waits for a closer look.
function sparseLabels(map, labels) {
  const taken = [];
  for (const marker of labels) {
    const { x, y } = map.latLngToLayerPoint(marker.getLatLng());
    const free = taken.every((other) => Math.abs(other.x - x) > 84 || Math.abs(other.y - y) > 18);
    if (free) taken.push({ x, y });
    marker.setOpacity(free ? 1 : 0);
  }
}

async function drawAreas(L, map, source) {
  const areas = await (await fetch(source)).json();
  if (areas.peta?.ubin) L.tileLayer(areas.peta.ubin, { attribution: areas.peta.atribusi }).addTo(map);
  const shapes = areas.features.filter((feature) => feature.geometry.type !== "Point");
  L.geoJSON(shapes, { style: areaStyle, interactive: false, pane: "areas" }).addTo(map);
  const labels = [];
  for (const { geometry, properties } of areas.features) {
    const spot = geometry.type === "Point" ? geometry.coordinates : properties.titik;
    if (!spot) continue;
    const at = [spot[1], spot[0]];
    const kind = properties.jenis;
    if (kind === "pulau") {
      L.circleMarker(at, { radius: 3, className: "city-island", interactive: false }).addTo(map);
    }
    const icon = label(L, properties.nama, kind);
    labels.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map));
  }
  return labels;
}

const bounds = (view) => {
  const [west, south, east, north] = view.split(",").map(Number);
  return [[south, west], [north, east]];
};

// Open the map on `host`; gives what can be changed later.
async function open(host, { pick, source, prefix, markerLabel, view, texts, tell, moved }) {
  const [{ default: L }] = await Promise.all([
    import("leaflet"),
    import("leaflet/dist/leaflet.css").then(() => import("./city_map.css")),
  ]);
  if (!host.isConnected) return null;
  const map = L.map(host, { maxZoom: 18, minZoom: 10, zoomSnap: 0.25, zoomControl: false });
  const names = texts ?? {};
  L.control.zoom({ zoomInTitle: names.zoomIn, zoomOutTitle: names.zoomOut }).addTo(map);
  // Names lie over areas and under everything one can press.
  map.createPane("areas").style.zIndex = 350;
  map.createPane("names").style.zIndex = 360;
  map.attributionControl.setPrefix(false);
  map.fitBounds(view ? bounds(view) : CITY);
  const reports = tell ? reportLayer(L, map, host, { prefix: prefix ?? "", texts, tell }) : null;
  let marker = null;
  let labels = [];

  const point = (position, zoom) => {
    if (!position) {
      marker?.remove();
      marker = null;
      return;
    }
    const at = [position.lat, position.lon];
    if (marker) marker.setLatLng(at);
    else marker = L.circleMarker(at, { radius: 11, className: "city-marker" }).addTo(map);
    if (markerLabel) marker.bindTooltip(markerLabel);
    if (zoom) map.setView(at, Math.max(map.getZoom(), 13));
  };
  const tapped = (latlng) => {
    const detail = { lat: latlng.lat, lon: latlng.lng, accuracy: 0 };
    point(detail);
    host.dispatchEvent(new CustomEvent("bessai:titik", { bubbles: true, detail }));
  };
  const redraw = () => {
    host.dataset.zoom = map.getZoom() >= 13 ? "near" : "far";
    sparseLabels(map, labels);
  };
  if (pick) map.on("click", (event) => tapped(event.latlng));
  host.addEventListener("bessai:tunjuk", (event) => point(event.detail, true));
  host.addEventListener("bessai:tengah", () => tapped(map.getCenter()));
  map.on("zoomend", redraw);
  map.on("moveend", () => moved?.());
  drawAreas(L, map, source)
    .then((drawn) => {
      labels = drawn;
      marker?.bringToFront();
      redraw();
    })
    // Without areas the map still takes a tap; the list of kelurahan is beside it.
    .catch(() => {});
  return {
    point,
    reports,
    fit: (to) => map.fitBounds(to ? bounds(to) : CITY),
    close() {
      reports?.stop();
      map.remove();
    },
  };
}

// Open the map when it comes into view; gives a promise of it that is dropped with the page.
function useCity(ref, options) {
  const opened = useRef(null);
  useEffect(() => {
    const host = ref.current;
    const seen = new Promise((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(host);
    });
    const opening = seen.then(() => open(host, options));
    opened.current = opening;
    return () => {
      opened.current = null;
      opening.then((city) => city?.close());
    };
  }, []);
  return opened;
}

const canvas = (ref, name, className, role, description) =>
  createElement("div", {
    ref,
    className: `city-map ${className ?? ""}`,
    role,
    tabIndex: 0,
    "aria-label": name,
    "aria-describedby": description,
    "data-city-map": "",
  });

export function CityMap({ name, useCentre, className, lat, lon, ...options }) {
  const ref = useRef(null);
  const opened = useCity(ref, options);
  useEffect(() => {
    if (lat != null && lon != null) opened.current?.then((city) => city?.point({ lat, lon }, true));
  }, [lat, lon]);
  const map = canvas(ref, name, className, "application");
  if (!options.pick) return map;
  const centre = createElement(
    "button",
    {
      type: "button",
      className: "mt-2 min-h-12 px-3 text-small font-semibold text-primary underline-offset-4 hover:underline",
      onClick: () => ref.current.dispatchEvent(new CustomEvent("bessai:tengah")),
    },
    useCentre,
  );
  return createElement("div", null, map, centre);
}

function said({ count, late, failed }, texts) {
  if (failed) return texts.failed;
  const words = count === 1 ? texts.one : fill(texts.many, { count });
  return fill(texts.inView, { count: late ? `${words} (${fill(texts.late, { count: late })})` : words });
}

/*
 * The reports on the map, as the server groups them. "Search this area" puts the box in view
 * into the address, where the list beside the map reads it.
 */
export function ReportMap({ name, className, clusters, view, texts, searchable, ...options }) {
  const ref = useRef(null);
  const [seen, setSeen] = useState(null);
  const [heat, setHeat] = useState(false);
  const [away, setAway] = useState(false);
  const asked = useRef(view);
  const moves = useRef(0);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const moved = () => setAway((moves.current += 1) > 0);
  const opened = useCity(ref, { ...options, view, texts, tell: setSeen, moved });

  useEffect(() => {
    if (clusters) opened.current?.then((city) => city?.reports.show(clusters));
  }, [clusters]);
  useEffect(() => {
    if (view === asked.current) return;
    asked.current = view;
    moves.current = -1; // this move is ours
    setAway(false);
    opened.current?.then((city) => city?.fit(view));
  }, [view]);

  const searchHere = async () => {
    const city = await opened.current;
    if (!city) return;
    const params = new URLSearchParams(search);
    params.delete("hal");
    params.set("bbox", (asked.current = city.reports.area()));
    setAway(false);
    navigate(`${pathname}?${params}`);
  };
  const warm = async () => {
    setHeat(!heat);
    (await opened.current)?.reports.warm(!heat);
  };
  const button = "city-button";
  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        {canvas(ref, name, className, "region", "keterangan-peta")}
        <div className="city-buttons">
          {searchable && away && (
            <button type="button" className={button} onClick={searchHere}>{texts.search}</button>
          )}
          {seen && (
            <button type="button" className={button} aria-pressed={heat} onClick={warm}>{texts.heat}</button>
          )}
        </div>
      </div>
      <div className="min-h-8">{seen && <Legend heat={heat} most={seen.most ?? 0} texts={texts} />}</div>
      <p id="keterangan-peta" className="text-small text-muted" role="status">
        {seen ? said(seen, texts) : texts.waiting}
      </p>
    </div>
  );
}

function Legend({ heat, most, texts }) {
  if (heat) {
    return (
      <p className="city-legend">
        <span>{texts.few}</span>
        <span className="city-scale" aria-hidden="true" />
        <span>{fill(texts.much, { count: most })}</span>
      </p>
    );
  }
  const kinds = [["", "", texts.openReport], [" city-report-late", "!", texts.overdue], [" city-report-closed", "✓", texts.closed]];
  return (
    <ul className="city-legend">
      {kinds.map(([look, mark, words]) => (
        <li key={words}>
          <span className={`city-report${look}`} aria-hidden="true"><span>{mark}</span></span> {words}
        </li>
      ))}
      <li>
        <span className="city-report city-report-many" aria-hidden="true"><span>9</span></span> {texts.several}
      </li>
    </ul>
  );
}
