// Reports on their way: kept in IndexedDB until the server has answered, sent by whoever is
// awake, page or service worker. The build puts this file into sw.js too, so it imports nothing.

const NAME = "bessai-kotak";
const STORE = "kiriman";
const LOCK = "bessai-kirim";
const TAG = "kirim-laporan";
const DAY = 24 * 3600 * 1000;
const KEEP_SENT = { days: 30, most: 50 };
const LEASE = 5 * 60 * 1000;
const PATIENCE = LEASE - 10 * 1000;
const FIRST_PAUSE = 15 * 1000;
const LONGEST_PAUSE = 10 * 60 * 1000;
const FAILURES_IN_A_ROW = 3;
const EDITING = 30 * 60 * 1000;

function wanted(made) {
  return new Promise((resolve, reject) => {
    made.onsuccess = () => resolve(made.result);
    made.onerror = () => reject(made.error);
  });
}

function open() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
  return wanted(opening);
}

// `work` gets the store and a function that sets the result; done when it is on disk.
async function within(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(STORE, mode);
      let result;
      work(change.objectStore(STORE), (value) => (result = value));
      change.oncomplete = () => resolve(result);
      change.onabort = change.onerror = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

function announce(entry) {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(entry);
  channel.close();
}

// Calls `listener` with {key, state, code} after every change, whoever made it.
export function watch(listener) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = (event) => listener(event.data);
  return () => channel.close();
}

export async function entries() {
  const all = await within("readonly", (store, give) => {
    const reading = store.getAll();
    reading.onsuccess = () => give(reading.result);
  });
  return all.sort((a, b) => a.created - b.created);
}

export function entry(key) {
  return within("readonly", (store, give) => {
    const reading = store.get(key);
    reading.onsuccess = () => give(reading.result);
  });
}

// Reads, changes and writes in one transaction: this is what keeps two senders apart.
async function update(key, change) {
  const found = await within("readwrite", (store, give) => {
    const reading = store.get(key);
    reading.onsuccess = () => {
      const before = reading.result;
      const after = before && change(before);
      if (after) store.put(after);
      give(after || undefined);
    };
  });
  if (found) announce({ key, state: found.state, code: found.code });
  return found;
}

// An idempotency key (UUID 4). The browser's own function is missing in pages without https.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Takes a report in (or its mended version). Rejects with QuotaExceededError on a full phone.
export async function add(report, replaces) {
  const fresh = { ...report, state: "waiting", tries: 0, next: 0, pause: 0 };
  for (const name of ["title", "errors", "status", "code", "url", "reason"]) delete fresh[name];
  await within("readwrite", (store) => {
    store.put(fresh);
    if (replaces && replaces !== fresh.key) store.delete(replaces);
  });
  announce({ key: fresh.key, state: fresh.state });
  return fresh;
}

export async function remove(key) {
  await within("readwrite", (store) => store.delete(key));
  announce({ key, state: "removed" });
}

// Leaves a waiting report alone for a while: somebody is changing it in the form.
export function hold(key) {
  return update(key, (found) =>
    found.state === "waiting" ? { ...found, next: Date.now() + EDITING } : null,
  );
}

// "Send now": whatever it was waiting for.
export async function hurry(key) {
  await update(key, (found) =>
    found.state === "sent" ? null : { ...found, state: "waiting", next: 0, pause: 0 },
  );
  return send();
}

// Somebody signed out. What he sent off is still sent, but no longer with the cookie of the
// next person; what was received is forgotten with the rest.
export async function disown() {
  for (const found of await entries()) {
    if (found.state === "sent") await remove(found.key);
    else await update(found.key, (kept) => ({ ...kept, anonymous: true }));
  }
}

// --- sending

export function formData({ fields, photos }) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) body.append(name, value);
  photos.forEach((blob, index) => body.append("foto", blob, `foto-${index + 1}`));
  return body;
}

// Gives what to change in the entry. Never rejects.
export async function deliver(report) {
  const tries = (report.tries ?? 0) + 1;
  let response, answer;
  try {
    response = await fetch("/api/lapor", {
      method: "POST",
      body: formData(report),
      headers: {
        Accept: "application/json",
        "Accept-Language": report.locale ?? "id",
        "Idempotency-Key": report.key,
      },
      credentials: report.anonymous ? "omit" : "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    // A hotel's sign-in page and a proxy's error page are no answers of ours.
    if (!response.headers.get("content-type")?.includes("json")) throw response;
    answer = await response.json();
  } catch {
    if (!response) return { state: "waiting", reason: "offline", tries, next: 0 };
    return later("server", tries);
  }
  if (response.ok) return received(report, answer);
  if (response.status === 429) return { ...later("busy", tries), pause: retryAfter(response) };
  if (response.status >= 500 || response.status === 408) return later("server", tries);
  const { title, errors, kode, url } = answer;
  return { state: "refused", status: response.status, title, errors, code: kode, url, tries };
}

function later(reason, tries) {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 10));
  return { state: "waiting", reason, tries, next: Date.now() + pause };
}

function retryAfter(response) {
  const seconds = Number(response.headers.get("retry-after"));
  return Date.now() + 1000 * (seconds > 0 ? Math.min(seconds, 3600) : 60);
}

function received(report, { kode, url }) {
  const { kategori, uraian } = report.fields;
  const link = new URL(url, location.origin);
  return {
    state: "sent",
    sent: Date.now(),
    code: kode,
    url: link.pathname + link.search,
    fields: { kategori, uraian },
    photos: [],
  };
}

// `alone`: we hold the lock, so a report left in "sending" was left by a page that is gone.
function isDue(found, alone) {
  const free = found.state === "sending" && (alone || found.lease < Date.now());
  return (found.state === "waiting" || free) && (found.next ?? 0) <= Date.now();
}

function claim(key, alone) {
  return update(key, (found) =>
    isDue(found, alone) ? { ...found, state: "sending", lease: Date.now() + LEASE } : null,
  );
}

async function pass(alone) {
  const all = await entries();
  if (all.some((found) => found.state === "waiting" && found.pause > Date.now())) return;
  let failures = 0;
  for (const { key } of all.filter((found) => isDue(found, alone))) {
    const report = await claim(key, alone);
    if (!report) continue;
    const outcome = await deliver(report);
    await update(key, (found) => (found.state === "sending" ? { ...found, ...outcome } : null));
    failures = outcome.state === "waiting" ? failures + 1 : 0;
    if (outcome.pause || outcome.reason === "offline" || failures >= FAILURES_IN_A_ROW) return;
  }
}

async function tidy() {
  const sent = (await entries()).filter((found) => found.state === "sent").reverse();
  const old = sent.filter(
    (found, at) => at >= KEEP_SENT.most || found.sent < Date.now() - KEEP_SENT.days * DAY,
  );
  for (const { key } of old) await remove(key);
}

let running = null;
let again = false;

// Sends all that is due, one after another; gives how many are still unsent.
export function send() {
  again = true;
  running ??= work().finally(() => (running = null));
  return running;
}

async function work() {
  while (again) {
    again = false;
    if (navigator.locks) await navigator.locks.request(LOCK, () => pass(true));
    else await pass(false);
  }
  await tidy();
  return (await unsent()).length;
}

export async function unsent() {
  return (await entries()).filter((found) => ["waiting", "sending"].includes(found.state));
}

// Asks the browser to wake the service worker when there is a connection, where it can.
export async function wake() {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register(TAG);
  } catch {
    // Not allowed or not there: the next page that opens sends.
  }
}

// For the service worker. Rejects while something is left, so that the browser tries again.
export async function onSync(event) {
  if (event.tag === TAG && (await send())) throw new Error("reports are left");
}
