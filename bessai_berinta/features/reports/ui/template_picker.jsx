// Puts a prepared text where the officer writes; it stays theirs to change, and costs no round trip.
import { createElement } from "react";

export function TemplatePicker({ templates, action, of, label, className }) {
  const fitting = (templates ?? []).filter((one) => one.action === action);
  if (!fitting.length) return null;

  function insert(event) {
    const chosen = fitting[Number(event.target.value)];
    const control = document.getElementById(of);
    event.target.value = "";
    if (!chosen || !control) return;
    const before = control.value.slice(0, control.selectionEnd).trimEnd();
    const after = control.value.slice(control.selectionEnd).trimStart();
    control.value = [before, chosen.text, after].filter(Boolean).join("\n");
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.focus();
  }

  const options = fitting.map((one, place) =>
    createElement("option", { key: place, value: place }, one.title),
  );
  return createElement(
    "select",
    { "aria-label": label, className, onChange: insert, defaultValue: "" },
    createElement("option", { value: "" }, label),
    ...options,
  );
}
