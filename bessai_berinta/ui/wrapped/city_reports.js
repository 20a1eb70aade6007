// Public reports on the city map: the server groups them, this draws what it says.
import { drawHeat, heatLayer } from "./city_heat.js";

const TOUCHING = 36; // pixels within which two dots are one
const PAUSE = 150; // milliseconds of rest before a moved map asks again
const AROUND = 0.15; // asked for beyond each edge, so that a small move shows something at once

const box = (bounds) =>
  [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    .map((degrees) => degrees.toFixed(5))
    .join(",");

export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// Dots that would overlap become one: the grid of the server has edges, the eye has none.
function grouped(map, { klaster, titik }) {
  const groups = [];
  const all = [
    ...klaster.map((one) => ({ ...one, pins: [] })),
    ...titik.map((one) => ({ ...one, jumlah: 1, terlambat: one.terlambat ? 1 : 0, pins: [one] })),
  ];
  for (const one of all.sort((a, b) => b.jumlah - a.jumlah)) {
    const { x, y } = map.project([one.lat, one.lon]);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < TOUCHING);
    if (!near) {
      groups.push({ ...one, x, y, places: [[one.lat, one.lon]] });
      continue;
    }
    near.jumlah += one.jumlah;
    near.terlambat += one.terlambat;
    near.pins = [...near.pins, ...one.pins];
    near.places.push([one.lat, one.lon]);
  }
  return groups;
}

function looks({ jumlah, terlambat, pins }) {
  const late = terlambat ? " city-report-late" : "";
  if (jumlah > 1) return `city-report city-report-many${late}`;
  const closed = ["done", "refused", "withdrawn"].includes(pins[0].keadaan);
  return `city-report${late}${closed ? " city-report-closed" : ""}`;
}

function short(count, texts) {
  if (count < 1000) return String(count);
  const thousands = (count / 1000).toFixed(count < 10000 ? 1 : 0).replace(".", texts.point);
  return fill(texts.thousands, { count: thousands });
}

function named({ jumlah, terlambat, pins }, texts) {
  const late = terlambat ? fill(texts.late, { count: terlambat }) : "";
  if (jumlah > 1) return [fill(texts.many, { count: jumlah }), late].filter(Boolean).join(", ");
  return `${pins[0].judul} (${terlambat ? texts.overdue : texts.states[pins[0].keadaan]})`;
}

function drawing(group, texts) {
  const mark = document.createElement("span");
  mark.setAttribute("aria-hidden", "true");
  if (group.jumlah > 1) mark.textContent = short(group.jumlah, texts);
  else if (group.terlambat) mark.textContent = "!";
  else if (looks(group).includes("closed")) mark.textContent = "✓";
  return mark;
}

function popup(pins, prefix, texts) {
  const list = document.createElement("ul");
  list.className = "city-popup";
  for (const pin of pins) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${prefix}/lapor/${pin.kode}`;
    link.textContent = pin.judul;
    if (window.top !== window.self) link.target = "_blank";
    const state = document.createElement("span");
    state.textContent = pin.terlambat ? texts.overdue : texts.states[pin.keadaan];
    if (pin.terlambat) state.className = "city-popup-late";
    item.append(link, state);
    list.append(item);
  }
  return list;
}

// Draw reports on `map`; `tell` hears what is in view, as numbers.
export function reportLayer(L, map, host, { prefix, texts, tell }) {
  const dots = L.layerGroup().addTo(map);
  const warmth = heatLayer(L, map);
  let source = "";
  let heat = false;
  let asking = null;
  let timer = 0;

  function marker(group) {
    const at = [mean(group.places, 0), mean(group.places, 1)];
    const icon = L.divIcon({ className: looks(group), html: drawing(group, texts), iconSize: [44, 44] });
    const title = named(group, texts);
    const one = L.marker(at, { icon, title, alt: title, keyboard: true });
    one.on("add", () => one.getElement()?.setAttribute("aria-label", title));
    one.on("keydown", ({ originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press(group, at);
    });
    return one.on("click", () => press(group, at));
  }

  function press(group, at) {
    const known = group.pins.length === group.jumlah;
    const spread = L.latLngBounds(group.places);
    const together = map.getZoom() >= map.getMaxZoom() || spread.getNorthEast().equals(spread.getSouthWest());
    if (group.jumlah === 1 || (known && together)) {
      L.popup({ maxHeight: 220, minWidth: 200 }).setLatLng(at).setContent(popup(group.pins, prefix, texts)).openOn(map);
    } else if (group.places.length > 1 && !together) {
      map.fitBounds(spread, { padding: [40, 40], maxZoom: Math.min(map.getZoom() + 3, 18) });
    } else {
      map.setView(at, Math.min(map.getZoom() + 2, map.getMaxZoom()));
    }
  }

  // Whoever came by keyboard goes on inside what opened, and comes back when it closes.
  let before = null;
  map.on("popupopen", ({ popup: opened }) => {
    before = document.activeElement;
    opened.getElement()?.querySelector("a")?.focus({ preventScroll: true });
  });
  map.on("popupclose", () => {
    (before?.isConnected ? before : host).focus?.({ preventScroll: true });
  });

  function draw(found) {
    const held = dots.getLayers().some((one) => one.getElement() === document.activeElement);
    dots.clearLayers();
    drawHeat(warmth, heat ? found.klaster : []);
    if (!heat) for (const group of grouped(map, found)) dots.addLayer(marker(group));
    if (held) host.focus({ preventScroll: true });
  }

  async function load() {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const address = new URL(source, location.origin);
    address.searchParams.set("bbox", box(map.getBounds().pad(AROUND)));
    address.searchParams.set("zoom", Math.floor(map.getZoom()));
    if (heat) address.searchParams.set("panas", "1");
    try {
      const answer = await fetch(address, { signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (signal.aborted) return;
      draw(found);
      tell({ ...inView(found), most: Math.max(0, ...found.klaster.map((one) => one.jumlah)) });
    } catch (error) {
      if (error.name !== "AbortError") tell({ failed: true });
    }
  }

  // What was asked for reaches beyond the edges; said is only what can be seen.
  function inView({ klaster, titik }) {
    const bounds = map.getBounds();
    const seen = [...klaster, ...titik].filter((one) => bounds.contains([one.lat, one.lon]));
    const add = (sum, one, name) => sum + (one.jumlah ? one[name] : Number(one[name] ?? 1));
    return {
      count: seen.reduce((sum, one) => add(sum, one, "jumlah"), 0),
      late: seen.reduce((sum, one) => add(sum, one, "terlambat"), 0),
    };
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => source && load(), PAUSE);
  }
  map.on("moveend", later);

  return {
    show(address) {
      source = address;
      load();
    },
    warm(on) {
      heat = on;
      if (source) load();
    },
    stop() {
      clearTimeout(timer);
      asking?.abort();
    },
    area: () => box(map.getBounds()),
  };
}

const mean = (places, part) => places.reduce((sum, place) => sum + place[part], 0) / places.length;
