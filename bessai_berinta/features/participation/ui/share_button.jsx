// Share by the phone's own menu; where there is none, by WhatsApp or by copying the address.
import { createElement, useState } from "react";

// Without its query: that may hold the secret of a private report.
const address = () => location.origin + location.pathname;

export function ShareButton({ title, label, whatsapp, copyLabel, copied, className, linkClass, children }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);

  async function share() {
    if (!navigator.share) return setOpen(!open);
    try {
      await navigator.share({ title, url: address() });
    } catch (error) {
      if (error.name !== "AbortError") setOpen(true);
    }
  }

  async function toClipboard() {
    try {
      await navigator.clipboard.writeText(address());
      setDone(true);
    } catch {
      setOpen(true);
    }
  }

  const text = () => encodeURIComponent(`${title}\n${address()}`);
  const menu = open && createElement(
    "div",
    { className: "flex flex-wrap gap-2 basis-full" },
    createElement(
      "a",
      { href: `https://wa.me/?text=${text()}`, target: "_blank", rel: "noopener", className: linkClass },
      whatsapp,
    ),
    createElement("button", { type: "button", onClick: toClipboard, className: linkClass }, done ? copied : copyLabel),
    createElement("span", { role: "status", className: "sr-only" }, done ? copied : ""),
  );
  return createElement(
    "div",
    { className: "contents" },
    createElement(
      "button",
      { type: "button", onClick: share, className, "aria-expanded": open },
      children,
      label,
    ),
    menu,
  );
}
