// What waits on this device, and the quiet worker behind it on every page. Words come from
// Python; see outbox.py.
import { useEffect, useRef, useState } from "react";
import { entries, hurry, hold, remove, send, unsent, wake, watch } from "./outbox.js";

const RETRY = 15000;
const TOGETHER = 800;
const ZONE = { timeZone: "Asia/Makassar", dateStyle: "medium", timeStyle: "short" };

const BUTTON =
  "inline-flex items-center justify-center min-h-12 px-4 rounded-control font-semibold text-small " +
  "border border-control bg-surface text-primary hover:bg-primary-soft disabled:opacity-60";
const DANGER = BUTTON.replace("text-primary", "text-late").replace("primary-soft", "late-soft");
const TONES = {
  waiting: "bg-turn-soft text-turn",
  sending: "bg-primary-soft text-on-primary-soft",
  refused: "bg-late-soft text-late",
  sent: "bg-done-soft text-done",
};

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const inTouch = () => document.visibilityState === "visible" && navigator.onLine;

/* On every page: sends what waits at the start, when the connection or the reader comes back,
   and every now and then while the page is looked at; says so when something arrived. */
export function OutboxRunner({ words }) {
  useEffect(() => {
    if (!window.indexedDB || !window.BroadcastChannel) return undefined;
    let timer, telling, arrived = [];
    const look = async () => {
      clearTimeout(timer);
      try {
        if (!(await unsent()).length) return;
        wake();
        if (inTouch()) await send();
        if ((await unsent()).length) timer = setTimeout(look, RETRY);
      } catch {
        // No storage here: then nothing waits here either.
      }
    };
    const tell = () => {
      const text = words[/^\/en(\/|$)/.test(location.pathname) ? "en" : "id"];
      const [first] = arrived;
      const line = arrived.length > 1 ? text.many : first.state === "sent" ? text.one : text.refused;
      const detail = {
        text: fill(line, { code: first.code, count: arrived.length }),
        kind: first.state === "sent" ? "done" : "turn",
      };
      arrived = [];
      dispatchEvent(new CustomEvent("bessai:pesan", { detail }));
    };
    const stop = watch(({ key, state, code }) => {
      if (!["sent", "refused"].includes(state) || document.hidden) return;
      if (document.querySelector(`form[data-key="${key}"]`)) return; // the form says it itself
      arrived.push({ state, code });
      clearTimeout(telling);
      telling = setTimeout(tell, TOGETHER);
    });
    const begin = setTimeout(look, 1500);
    addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      stop();
      [begin, timer, telling].forEach(clearTimeout);
      removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return null;
}

function useEntries() {
  const [all, setAll] = useState(null);
  useEffect(() => {
    let late, current = true;
    const read = async () => {
      const found = await entries().catch(() => []);
      if (current) setAll(found.reverse());
    };
    read();
    if (!window.BroadcastChannel) return undefined;
    // Hundreds of reports may change within a second.
    const stop = watch(() => {
      clearTimeout(late);
      late = setTimeout(read, 150);
    });
    return () => {
      current = false;
      clearTimeout(late);
      stop();
    };
  }, []);
  return all;
}

function Thumbnail({ blob, alt }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url ? (
    <img src={url} alt={alt} width="64" height="64" className="size-16 shrink-0 rounded-small object-cover" />
  ) : null;
}

function state(entry, text) {
  if (entry.state !== "waiting") return text[entry.state];
  if (entry.next > Date.now() && !entry.reason) return text.held;
  return text[entry.reason] ?? text.waiting;
}

function Problems({ entry, text }) {
  const sentences = [...new Set([entry.title, ...Object.values(entry.errors ?? {})])];
  return (
    <ul className="mt-2 flex flex-col gap-1 text-small text-late">
      {sentences.filter(Boolean).map((words) => (
        <li key={words}>{words}</li>
      ))}
      {entry.code && entry.url && (
        <li>
          <a href={text.prefix + entry.url} className="font-semibold underline">
            {entry.code}
          </a>
        </li>
      )}
    </ul>
  );
}

function Actions({ entry, text, asking, ask }) {
  const busy = entry.state === "sending";
  if (entry.state === "sent") {
    return (
      <button type="button" className={BUTTON} onClick={() => remove(entry.key)}>
        {text.forget}
      </button>
    );
  }
  if (asking) {
    return (
      <>
        <p className="w-full font-semibold" role="alert">{text.sure}</p>
        <button type="button" className={DANGER} onClick={() => remove(entry.key)}>{text.yes}</button>
        <button type="button" className={BUTTON} onClick={() => ask(false)} autoFocus>{text.no}</button>
      </>
    );
  }
  const change = async () => {
    await hold(entry.key);
    location.assign(`${text.form}?ubah=${entry.key}`);
  };
  return (
    <>
      <button type="button" className={BUTTON} disabled={busy} onClick={() => hurry(entry.key)}>{text.now}</button>
      <button type="button" className={BUTTON} disabled={busy} onClick={change}>{text.change}</button>
      <button type="button" className={DANGER} disabled={busy} onClick={() => ask(true)}>{text.remove}</button>
    </>
  );
}

function Entry({ entry, text }) {
  const [asking, ask] = useState(false);
  const when = new Date(entry.sent ?? entry.created).toLocaleString(text.locale, ZONE);
  const title = (entry.fields.uraian ?? "").split("\n")[0].slice(0, 120) || text.untitled;
  return (
    <li data-outbox={entry.state} className="rounded-card border border-line bg-surface p-4">
      <div className="flex gap-3">
        {entry.photos[0] && <Thumbnail blob={entry.photos[0]} alt={text.photo} />}
        <div className="min-w-0 flex-1">
          <p className={`inline-block rounded-full px-3 py-1 text-small font-semibold ${TONES[entry.state]}`} role="status">
            {state(entry, text)}
          </p>
          <h3 className="mt-2 text-card font-semibold break-words">
            {entry.state === "sent" ? (
              <a href={text.prefix + entry.url} className="underline underline-offset-4">{title}</a>
            ) : title}
          </h3>
          <p className="text-small text-muted">
            {[entry.code, entry.kind, entry.place, `${when} WITA`].filter(Boolean).join(" · ")}
          </p>
          {entry.anonymous && entry.state !== "sent" && <p className="text-small text-muted">{text.anonymous}</p>}
          {entry.state === "refused" && <Problems entry={entry} text={text} />}
        </div>
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Actions entry={entry} text={text} asking={asking} ask={ask} />
      </div>
    </li>
  );
}

/* The list; children are shown while there is nothing. */
export function OutboxList({ text, children }) {
  const all = useEntries();
  const heading = useRef(null);
  if (!all) return null;
  if (!all.length) return <>{children}</>;
  const order = ["refused", "sending", "waiting", "sent"];
  const sorted = order.flatMap((name) => all.filter((found) => found.state === name));
  return (
    <section aria-labelledby="di-ponsel" className="flex flex-col gap-3">
      <h2 id="di-ponsel" ref={heading} className="text-section font-bold">{text.heading}</h2>
      <ul className="flex flex-col gap-3">
        {sorted.map((entry) => <Entry key={entry.key} entry={entry} text={text} />)}
      </ul>
    </section>
  );
}

/* One line that leads to the list; nothing while nothing waits. */
export function OutboxCount({ text }) {
  const all = useEntries();
  const open = (all ?? []).filter((found) => found.state !== "sent");
  if (!open.length) return null;
  return (
    <a href={text.href} className="flex min-h-12 items-center rounded-card bg-turn-soft p-4 font-semibold text-turn underline underline-offset-4">
      {fill(text.line, { count: open.length })}
    </a>
  );
}
