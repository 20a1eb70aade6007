// A form with photos, posted once however often it is pressed: the key stays until it arrived.
import { createElement, useRef, useState } from "react";

const LONGEST_SIDE = 1600;
const SMALL_ENOUGH = 400_000;
const GPS_MS = 15_000;

// A phone's photo is several megabytes; what the city keeps is smaller, so send that.
async function shrink(file) {
  if (file.size <= SMALL_ENOUGH || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], "foto.jpg", { type: blob.type }) : file;
  } catch {
    return file;
  }
}

function position() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(coords),
      () => done(null),
      { enableHighAccuracy: true, timeout: GPS_MS, maximumAge: 60_000 },
    );
  });
}

// What was sent is above; the form goes back to one line and keeps the focus there.
function fold(form) {
  const details = form.closest("details");
  if (!details) return;
  details.open = false;
  details.querySelector("summary")?.focus();
}

async function filled(form, key, locate) {
  const data = new FormData(form);
  const photos = data.getAll("foto").filter((file) => file.size > 0);
  data.delete("foto");
  for (const photo of photos) data.append("foto", await shrink(photo));
  const here = locate ? await position() : null;
  if (here) {
    data.set("lat", String(here.latitude));
    data.set("lon", String(here.longitude));
  }
  data.set("kunci", key);
  return data;
}

export function PostForm({ action, locale, offline, locate, onSent, className, children }) {
  const form = useRef(null);
  const key = useRef(null);
  const body = useRef(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState([]);

  async function submit(event) {
    event.preventDefault();
    setProblem([]);
    key.current ??= crypto.randomUUID();
    // The same key must come with the same content, so it is put together once.
    body.current ??= await filled(form.current, key.current, locate);
    setBusy(true);
    try {
      const secret = new URLSearchParams(location.search).get("kunci");
      const address = secret ? `${action}?kunci=${encodeURIComponent(secret)}` : action;
      const response = await fetch(address, {
        method: "POST",
        body: body.current,
        headers: { Accept: "application/json", "Accept-Language": locale },
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok) {
        key.current = null;
        form.current.reset();
        fold(form.current);
        onSent?.(String(answer.keadaan ?? ""), Boolean(answer.dibuka_lagi));
      } else {
        key.current = null;
        setProblem([...new Set([answer.title, ...Object.values(answer.errors ?? {})])]);
      }
      body.current = null;
    } catch {
      setProblem([offline]);
    } finally {
      setBusy(false);
    }
  }

  function edited() {
    key.current = null;
    body.current = null;
  }

  const words = problem.filter(Boolean).map((text) => createElement("p", { key: text }, text));
  return createElement(
    "form",
    { ref: form, onSubmit: submit, onChange: edited, className, "aria-busy": busy },
    createElement("fieldset", { disabled: busy, className: "contents" }, children),
    createElement("div", { role: "alert", className: "text-late font-semibold empty:hidden" }, words),
  );
}
