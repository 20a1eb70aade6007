// A tick that shows at once and tells the server; what the server says then holds.
import { createElement, useEffect, useState } from "react";

export function DeskTick({ ticked, label, onToggle, className }) {
  const [shown, setShown] = useState(ticked);
  useEffect(() => setShown(ticked), [ticked]);

  function toggle(event) {
    setShown(event.target.checked);
    onToggle?.();
  }

  return createElement("input", {
    type: "checkbox",
    checked: shown,
    onChange: toggle,
    "aria-label": label,
    className,
  });
}
