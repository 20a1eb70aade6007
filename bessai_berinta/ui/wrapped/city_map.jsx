// A map of the city that needs no tile server: areas, their names, islands and one marker.
// Leaflet is fetched only when the map comes into view.
import { createElement, useEffect, useRef } from "react";

const CELL = 44; // pixels within which reports share one dot
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

// Reports as dots that lead to their page; those that would overlap stand as one with a count.
async function drawReports(L, map, points, prefix) {
  const found = await (await fetch(points)).json().catch(() => ({ features: [] }));
  const layer = L.layerGroup().addTo(map);
  const show = () => {
    layer.clearLayers();
    const cells = new Map();
    for (const feature of found.features) {
      const [lon, lat] = feature.geometry.coordinates;
      const { x, y } = map.project([lat, lon]);
      const cell = `${Math.round(x / CELL)}:${Math.round(y / CELL)}`;
      cells.set(cell, [...(cells.get(cell) ?? []), { lat, lon, ...feature.properties }]);
    }
    for (const group of cells.values()) layer.addLayer(dot(L, map, group, prefix));
  };
  map.on("zoomend", show);
  show();
}

function dot(L, map, group, prefix) {
  const at = [mean(group, "lat"), mean(group, "lon")];
  const [{ kode, judul }] = group;
  const alone = group.length === 1;
  const late = group.some((one) => one.terlambat) ? " city-report-late" : "";
  const mark = document.createElement("span");
  mark.textContent = alone ? "" : group.length;
  const icon = L.divIcon({ className: `city-report${late}`, html: mark, iconSize: [32, 32] });
  const title = alone ? judul : `${group.length}`;
  const marker = L.marker(at, { icon, title, alt: title, keyboard: true });
  return marker.on("click", () => {
    if (alone) location.assign(`${prefix ?? ""}/lapor/${kode}`);
    else map.fitBounds(group.map((one) => [one.lat, one.lon]), { padding: [40, 40], maxZoom: 18 });
  });
}

const mean = (group, name) => group.reduce((sum, one) => sum + one[name], 0) / group.length;

async function draw(host, { pick, lat, lon, source, markerLabel, points, prefix }) {
  const [{ default: L }] = await Promise.all([
    import("leaflet"),
    import("leaflet/dist/leaflet.css").then(() => import("./city_map.css")),
  ]);
  if (!host.isConnected) return null;
  const map = L.map(host, { zoomControl: true, attributionControl: true, maxZoom: 18, minZoom: 10 });
  map.attributionControl.setPrefix(false);
  map.fitBounds(CITY);
  let marker = null;

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

  const tell = (latlng) => {
    const detail = { lat: latlng.lat, lon: latlng.lng, accuracy: 0 };
    point(detail);
    host.dispatchEvent(new CustomEvent("bessai:titik", { bubbles: true, detail }));
  };
  if (pick) map.on("click", (event) => tell(event.latlng));
  host.addEventListener("bessai:tunjuk", (event) => point(event.detail, true));
  host.addEventListener("bessai:tengah", () => tell(map.getCenter()));
  if (lat != null && lon != null) point({ lat, lon }, true);

  try {
    const areas = await (await fetch(source)).json();
    if (areas.peta?.ubin) L.tileLayer(areas.peta.ubin, { attribution: areas.peta.atribusi }).addTo(map);
    const shapes = areas.features.filter((feature) => feature.geometry.type !== "Point");
    L.geoJSON(shapes, { style: areaStyle, interactive: false }).addTo(map);
    for (const { geometry, properties } of areas.features) {
      const spot = geometry.type === "Point" ? geometry.coordinates : properties.titik;
      if (!spot) continue;
      const at = [spot[1], spot[0]];
      const kind = properties.jenis;
      if (kind === "pulau") L.circleMarker(at, { radius: 3, className: "city-island" }).addTo(map);
      L.marker(at, { icon: label(L, properties.nama, kind), interactive: false, keyboard: false }).addTo(map);
    }
    marker?.bringToFront();
  } catch {
    // Without areas the map still takes a tap; the list of kelurahan is beside it.
  }
  if (points) await drawReports(L, map, points, prefix);
  const zoomed = () => (host.dataset.zoom = map.getZoom() >= 13 ? "near" : "far");
  map.on("zoomend", zoomed);
  zoomed();
  return map;
}

export function CityMap({ name, useCentre, className, ...options }) {
  const ref = useRef(null);
  useEffect(() => {
    const host = ref.current;
    let map = null;
    let gone = false;
    const seen = new IntersectionObserver(async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      map = await draw(host, options);
      if (gone) map?.remove();
    });
    seen.observe(host);
    return () => {
      gone = true;
      seen.disconnect();
      map?.remove();
    };
  }, [options.lat, options.lon, options.points]);
  const canvas = createElement("div", {
    ref,
    className: `city-map ${className ?? ""}`,
    role: "application",
    "aria-label": name,
    "data-city-map": "",
  });
  if (!options.pick) return canvas;
  const centre = createElement(
    "button",
    {
      type: "button",
      className: "mt-2 min-h-12 px-3 text-small font-semibold text-primary underline-offset-4 hover:underline",
      onClick: () => ref.current.dispatchEvent(new CustomEvent("bessai:tengah")),
    },
    useCentre,
  );
  return createElement("div", null, canvas, centre);
}
