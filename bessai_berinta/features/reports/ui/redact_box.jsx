// Draw boxes over faces and plates with mouse, finger or numbers, and send them.
import { createElement as h, useRef, useState } from "react";

const SIDES = ["left", "top", "width", "height"];
const round = (n) => Math.round(n * 1000) / 1000;

export function RedactBox({ src, action, covered, labels, onDone, alt }) {
  const frame = useRef(null);
  const start = useRef(null);
  const [boxes, setBoxes] = useState([]);
  const [draft, setDraft] = useState(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  function place(event) {
    const area = frame.current.getBoundingClientRect();
    const part = (value, size) => Math.min(1, Math.max(0, value / size));
    return [part(event.clientX - area.left, area.width), part(event.clientY - area.top, area.height)];
  }
  function down(event) {
    event.preventDefault();
    frame.current.setPointerCapture(event.pointerId);
    start.current = place(event);
  }
  function between(event) {
    const [x, y] = start.current;
    const [u, v] = place(event);
    return [Math.min(x, u), Math.min(y, v), Math.abs(u - x), Math.abs(v - y)].map(round);
  }
  function move(event) {
    if (start.current) setDraft(between(event));
  }
  function up(event) {
    if (!start.current) return;
    const box = between(event);
    start.current = null;
    setDraft(null);
    if (box[2] > 0.005 && box[3] > 0.005) setBoxes([...boxes, box]);
  }
  function change(index, side, percent) {
    const value = Math.min(100, Math.max(0, Number(percent) || 0)) / 100;
    setBoxes(boxes.map((box, i) => (i === index ? box.map((n, s) => (s === side ? value : n)) : box)));
  }
  async function send(kotak) {
    setBusy(true);
    setSaid("");
    try {
      const answer = await fetch(action, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ kotak }),
      });
      const body = await answer.json();
      if (!answer.ok) return setSaid([body.title, ...Object.values(body.errors ?? {})].join(" "));
      setBoxes([]);
      setSaid(labels.saved);
      onDone?.();
    } catch {
      setSaid(labels.offline);
    } finally {
      setBusy(false);
    }
  }

  const shade = ([left, top, width, height], key, opacity) =>
    h("div", {
      key,
      className: "absolute pointer-events-none",
      style: {
        background: "#14201f",
        opacity,
        left: `${left * 100}%`,
        top: `${top * 100}%`,
        width: `${width * 100}%`,
        height: `${height * 100}%`,
      },
    });
  const button = (text, onClick, look, disabled) =>
    h("button", {
      type: "button",
      onClick,
      disabled: busy || disabled,
      className: `min-h-11 rounded-control px-4 py-2 text-staff font-semibold disabled:opacity-60 ${look}`,
    }, text);
  const quiet = "border border-control bg-surface text-primary hover:bg-primary-soft";

  return h(
    "div",
    { className: "flex flex-col gap-3" },
    h("p", { className: "text-small text-muted" }, labels.hint),
    h(
      "div",
      {
        ref: frame,
        className: "relative select-none touch-none cursor-crosshair overflow-hidden rounded-control",
        onPointerDown: down,
        onPointerMove: move,
        onPointerUp: up,
        onPointerCancel: () => ((start.current = null), setDraft(null)),
      },
      h("img", { src, alt, draggable: false, className: "block w-full" }),
      boxes.map((box, i) => shade(box, i, 1)),
      draft && shade(draft, "draft", 0.6),
    ),
    h(
      "ol",
      { className: "flex flex-col gap-2" },
      boxes.map((box, i) =>
        h(
          "li",
          { key: i },
          h(
            "fieldset",
            { className: "flex flex-wrap items-end gap-2" },
            h("legend", { className: "text-small font-semibold" }, `${labels.box} ${i + 1}`),
            SIDES.map((side, s) =>
              h(
                "label",
                { key: side, className: "text-small text-muted" },
                labels[side],
                h("input", {
                  type: "number",
                  min: 0,
                  max: 100,
                  step: "any",
                  value: round(box[s] * 100),
                  onChange: (event) => change(i, s, event.target.value),
                  className: "block min-h-11 w-20 rounded-control border border-control bg-surface px-2",
                }),
              ),
            ),
            button(labels.remove, () => setBoxes(boxes.filter((_, j) => j !== i)), quiet),
          ),
        ),
      ),
    ),
    h(
      "div",
      { className: "flex flex-wrap gap-2" },
      button(labels.save, () => send(boxes), "bg-primary text-on-primary", boxes.length === 0),
      button(labels.add, () => setBoxes([...boxes, [0.4, 0.4, 0.2, 0.2]]), quiet, boxes.length >= 40),
      covered !== false && button(labels.undo, () => send([]), quiet),
    ),
    h("p", { role: "status", className: "text-small font-semibold empty:hidden" }, said),
  );
}
