// A form with files, posted by fetch so that its errors land beside its fields.
import { createElement, useRef, useState } from "react";

export function UploadForm({ action, offline, onDone, className, children }) {
  const ref = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);

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
      setProblem([answer.title, ...Object.values(answer.errors ?? {})]);
    } catch {
      setProblem([offline]);
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
