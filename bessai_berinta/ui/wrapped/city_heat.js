// A heat map in a few lines: soft spots laid over each other on a canvas, then given colours.

const REACH = 30; // pixels a spot reaches
const LABELS = 6; // the warmest places also say their number: colour alone is not enough
const APART = 64;
const FINEST = 2; // device pixels for one of ours, at most

// From little to much. Lightness changes in one direction, so it also reads without colour.
function palette(host) {
  const style = getComputedStyle(host);
  const colours = ["--turn-soft", "--turn", "--late"].map((name) => style.getPropertyValue(name));
  const canvas = document.createElement("canvas");
  canvas.width = 256;
  canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const blend = brush.createLinearGradient(0, 0, 256, 0);
  colours.forEach((colour, index) => blend.addColorStop(index / 2, colour.trim()));
  brush.fillStyle = blend;
  brush.fillRect(0, 0, 256, 1);
  return brush.getImageData(0, 0, 256, 1).data;
}

function spots(brush, map, cells, most) {
  for (const { lat, lon, jumlah } of cells) {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const strength = 0.15 + 0.85 * (Math.log1p(jumlah) / Math.log1p(most));
    const glow = brush.createRadialGradient(x, y, 0, x, y, REACH);
    glow.addColorStop(0, `rgba(0,0,0,${strength})`);
    glow.addColorStop(1, "rgba(0,0,0,0)");
    brush.fillStyle = glow;
    brush.fillRect(x - REACH, y - REACH, 2 * REACH, 2 * REACH);
  }
}

function colour(brush, width, height, colours) {
  const image = brush.getImageData(0, 0, width, height);
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const depth = data[at + 3];
    if (!depth) continue;
    data[at] = colours[depth * 4];
    data[at + 1] = colours[depth * 4 + 1];
    data[at + 2] = colours[depth * 4 + 2];
    data[at + 3] = Math.min(220, depth * 2 + 40);
  }
  brush.putImageData(image, 0, 0);
}

function numbers(brush, map, cells, style) {
  const placed = [];
  brush.font = "700 14px system-ui, sans-serif";
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineWidth = 4;
  brush.strokeStyle = style.getPropertyValue("--surface");
  brush.fillStyle = style.getPropertyValue("--ink");
  for (const { lat, lon, jumlah } of [...cells].sort((a, b) => b.jumlah - a.jumlah)) {
    if (placed.length >= LABELS) return;
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    if (placed.some((other) => Math.hypot(other.x - x, other.y - y) < APART)) continue;
    placed.push({ x, y });
    brush.strokeText(jumlah, x, y);
    brush.fillText(jumlah, x, y);
  }
}

export function heatLayer(L, map) {
  const canvas = L.DomUtil.create("canvas", "city-heat leaflet-zoom-hide");
  canvas.setAttribute("aria-hidden", "true");
  map.getPanes().overlayPane.append(canvas);
  return { canvas, map, host: map.getContainer() };
}

// Show `cells` ({lat, lon, jumlah}); none of them clears the layer.
export function drawHeat({ canvas, map, host }, cells) {
  const { x: width, y: height } = map.getSize();
  const scale = Math.min(FINEST, window.devicePixelRatio || 1);
  canvas.hidden = cells.length === 0;
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const corner = map.containerPointToLayerPoint([0, 0]);
  canvas.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
  if (canvas.hidden || !canvas.width || !canvas.height) return;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.scale(scale, scale);
  spots(brush, map, cells, Math.max(...cells.map((one) => one.jumlah)));
  colour(brush, canvas.width, canvas.height, palette(host));
  numbers(brush, map, cells, getComputedStyle(host));
}
