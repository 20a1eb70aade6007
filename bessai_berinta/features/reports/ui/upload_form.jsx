// A form with files, posted by fetch so that its errors land beside its fields: an element with
// `data-error="name other"` takes the message about either. What has no place stands on top.
import { createElement, useRef, useState } from "react";

export function UploadForm({ action, offline, onDone, className, children }) {
  const ref = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);

  function show(title, errors) {
    const loose = [];
    ref.current.querySelectorAll("[data-error]").forEach((slot) => (slot.textContent = ""));
    for (const [name, text] of Object.entries(errors)) {
      const slot = ref.current.querySelector(`[data-error~="${CSS.escape(name)}"]`);
      if (slot) slot.textContent = text;
      else loose.push(text);
    }
    const said = Object.values(errors).includes(title) ? [] : [title];
    setProblem([...said, ...loose]);
  }

  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const response = await fetch(action, {
        method: "POST",
        body: new FormData(ref.current),
        headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      if (response.ok) return onDone?.();
      show(answer.title, answer.errors ?? {});
    } catch {
      show(offline, {});
    } finally {
      setBusy(false);
    }
  }

  const words = problem?.map((text) => createElement("p", { key: text }, text));
  return createElement(
    "form",
    { ref, onSubmit: submit, className, "aria-busy": busy },
    createElement("div", { role: "alert", className: "text-late font-semibold empty:hidden" }, words),
    createElement("fieldset", { disabled: busy, className: "contents" }, children),
  );
}
