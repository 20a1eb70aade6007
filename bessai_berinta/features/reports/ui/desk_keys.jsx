// Keys of the desk: j and k walk the queue, Enter opens, x ticks, a accepts, / searches, ? helps.
// They rest while somebody writes or a dialog is open, and can be switched off: who speaks to
// their computer must not press them by accident (WCAG 2.1.4).
import { useEffect } from "react";

const KEPT = "desk-keys";
const WRITING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

function walk(step) {
  const all = [...document.querySelectorAll("[data-row]")];
  const here = document.activeElement?.closest("tr");
  const at = all.findIndex((one) => one.closest("tr") === here);
  const selected = all.findIndex((one) => one.closest("tr[aria-current=true]"));
  const from = at >= 0 ? at : selected;
  const next = all[Math.min(Math.max(from + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const press = (selector) => () => document.querySelector(selector)?.click();

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  x: () => document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]")?.click(),
  a: press('[data-key="accept"]'),
  m: press('[data-key="take"]'),
  "/": () => document.getElementById("cari")?.focus(),
  "?": press('[data-opens="bantuan-tombol"]'),
};

function on() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // a browser that keeps nothing still has keys
  }
}

export function DeskKeys() {
  useEffect(() => {
    const onKey = (event) => {
      const act = KEYS[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest?.(WRITING) || document.querySelector("dialog[open]") || !on()) return;
      event.preventDefault();
      act();
    };
    const onChange = (event) => {
      if (!event.target.matches?.("[data-desk-keys]")) return;
      try {
        localStorage.setItem(KEPT, event.target.checked ? "on" : "off");
      } catch {
        // Without storage the keys stay on.
      }
    };
    const box = document.querySelector("[data-desk-keys]");
    if (box) box.checked = on();
    document.addEventListener("keydown", onKey);
    document.addEventListener("change", onChange);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("change", onChange);
    };
  }, []);
  return null;
}
