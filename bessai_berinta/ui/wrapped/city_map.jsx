// A map of the city that needs no tile server: areas, their names, islands and one marker.
// Leaflet is fetched only when the map comes into view.
import { createElement, useEffect, useRef } from "react";

const CELL = 36; // pixels within which reports share one dot
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
function drawReports(L, map, layer, reports, prefix) {
  layer.clearLayers();
  const groups = [];
  for (const feature of reports) {
    const [lon, lat] = feature.geometry.coordinates;
    const { x, y } = map.project([lat, lon]);
    const one = { lat, lon, ...feature.properties };
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < CELL);
    if (near) near.reports.push(one);
    else groups.push({ x, y, reports: [one] });
  }
  for (const { reports: together } of groups) layer.addLayer(dot(L, map, together, prefix));
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
    if (kind === "pulau") L.circleMarker(at, { radius: 3, className: "city-island" }).addTo(map);
    const icon = label(L, properties.nama, kind);
    labels.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map));
  }
  return labels;
}

// Open the map on `host`; gives what can be changed later.
async function open(host, { pick, source, prefix, markerLabel }) {
  const [{ default: L }] = await Promise.all([
    import("leaflet"),
    import("leaflet/dist/leaflet.css").then(() => import("./city_map.css")),
  ]);
  if (!host.isConnected) return null;
  const map = L.map(host, { maxZoom: 18, minZoom: 10, zoomSnap: 0.25 });
  // Names lie over areas and under everything one can press.
  map.createPane("areas").style.zIndex = 350;
  map.createPane("names").style.zIndex = 360;
  map.attributionControl.setPrefix(false);
  map.fitBounds(CITY);
  const layer = L.layerGroup().addTo(map);
  let marker = null;
  let labels = [];
  let reports = [];

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
  const redraw = () => {
    host.dataset.zoom = map.getZoom() >= 13 ? "near" : "far";
    sparseLabels(map, labels);
    drawReports(L, map, layer, reports, prefix);
  };
  if (pick) map.on("click", (event) => tell(event.latlng));
  host.addEventListener("bessai:tunjuk", (event) => point(event.detail, true));
  host.addEventListener("bessai:tengah", () => tell(map.getCenter()));
  map.on("zoomend", redraw);
  drawAreas(L, map, source)
    .then((drawn) => {
      labels = drawn;
      marker?.bringToFront();
      redraw();
    })
    // Without areas the map still takes a tap; the list of kelurahan is beside it.
    .catch(() => {});
  return {
    map,
    point,
    async show(points) {
      reports = points ? (await (await fetch(points)).json().catch(() => ({}))).features ?? [] : [];
      redraw();
    },
  };
}

export function CityMap({ name, useCentre, className, lat, lon, points, ...options }) {
  const ref = useRef(null);
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
      opening.then((city) => city?.map.remove());
    };
  }, []);
  useEffect(() => {
    if (lat != null && lon != null) opened.current?.then((city) => city?.point({ lat, lon }, true));
  }, [lat, lon]);
  useEffect(() => {
    if (points) opened.current?.then((city) => city?.show(points));
  }, [points]);
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
