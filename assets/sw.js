/*
 * Offline and repeat visits. The build fills in the three constants; VERSION changes with any
 * page or file. Nothing personal is ever stored, and nothing but GET is answered from here,
 * except the share from the phone's own menu.
 */
const VERSION = "__VERSION__";
const PAGES = "__PAGES__";
const ASSETS = "__ASSETS__";

/* The module that pages send reports with; the build puts it here (features/reports/ui/outbox.js). */
const outbox = "__OUTBOX__";

const KEPT = `bessai-kept-${VERSION}`;
const VISITED = `bessai-visited-${VERSION}`;
const IMAGES = "bessai-images";
const DATA = "bessai-data";
const LIMITS = { [VISITED]: 30, [IMAGES]: 60 };
const NETWORK_PATIENCE = 3000;

const LISTS = ["/api/v1/kategori"];
const NEVER = new RegExp(
  "^(/en)?/(auth|petugas|akun|sesi-berakhir|sematan|api|open311|feed|data|" +
    "_event|_upload|_health|ping|healthz|readyz|metrics)(/|$)",
);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
  if (event.data === "forget") event.waitUntil(forget());
});

/* The connection is back, the app may be closed: send what waits. */
self.addEventListener("sync", (event) => event.waitUntil(outbox.onSync(event)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (isShare(request, url)) event.respondWith(receiveShare(request, url));
    else if (url.pathname === "/auth/logout") event.waitUntil(forget());
    return;
  }
  const answer = strategy(event, request, url);
  if (answer) event.respondWith(answer);
});

function strategy(event, request, url) {
  if (LISTS.includes(url.pathname)) return networkFirst(event, request);
  if (NEVER.test(url.pathname)) return null;
  if (request.mode === "navigate") return page(event, request, url);
  if (url.pathname.startsWith("/assets/")) return cacheFirst(request);
  if (request.destination === "image") return staleWhileRevalidate(event, request);
  return null;
}

/* Each address on its own, so that one missing file does not keep the worker from starting. */
async function install() {
  const cache = await caches.open(KEPT);
  const store = async (address, request) => {
    try {
      // A hashed file of the version before is the same file.
      const known = address.startsWith("/assets/") && (await caches.match(address));
      const response = known || (await fetch(request));
      if (response.ok) await cache.put(address, response);
    } catch {
      // Fetched again on its first use.
    }
  };
  await Promise.all([
    ...ASSETS.map((address) => store(address, address)),
    ...PAGES.map((address) => store(address, new Request(address, { cache: "no-cache" }))),
  ]);
}

async function activate() {
  const ours = [KEPT, VISITED, IMAGES, DATA];
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("bessai-") && !ours.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  // With preload the browser asks twice for what we leave alone, and an answer of the sign-in
  // provider (/auth/callback) serves only once.
  await self.registration.navigationPreload?.disable();
  await self.clients.claim();
}

/* Network first; after three seconds what is stored, if anything; offline page at the end. */
async function page(event, request, url) {
  const address = url.pathname.replace(/\/+$/, "") || "/";
  const network = fromNetwork(event, request, address, url);
  const settled = network.catch(() => {});
  event.waitUntil(settled);
  const stored = await match(address);
  if (!stored) return network.catch(() => offlinePage(address, url));
  const patience = new Promise((resolve) => setTimeout(resolve, NETWORK_PATIENCE, stored));
  return Promise.race([network, patience]).catch(() => stored);
}

async function fromNetwork(event, request, address, url) {
  const response = await fetch(request);
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (isPage && !url.search && mayKeep(response)) {
    await store(PAGES.includes(address) ? KEPT : VISITED, address, response.clone());
  }
  return response;
}

/* A page can only come alive at its own address, hence the redirect. */
async function offlinePage(address, url) {
  const offline = /^\/en(\/|$)/.test(address) ? "/en/luring" : "/luring";
  if (address === offline || !(await match(offline))) return Response.error();
  const wanted = encodeURIComponent(url.pathname + url.search);
  return Response.redirect(`${offline}?dari=${wanted}`, 302);
}

async function cacheFirst(request) {
  const stored = await match(request);
  if (stored) return stored;
  const response = await fetch(request);
  if (mayKeep(response)) await store(KEPT, request, response.clone());
  return response;
}

async function networkFirst(event, request) {
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(store(DATA, request, response.clone()));
    return response;
  } catch (error) {
    const stored = await match(request);
    if (stored) return stored;
    throw error;
  }
}

async function staleWhileRevalidate(event, request) {
  const stored = await match(request);
  const fresh = fetch(request).then(async (response) => {
    if (mayKeep(response)) await store(IMAGES, request, response.clone());
    return response;
  });
  event.waitUntil(fresh.catch(() => {}));
  return stored ?? fresh;
}

function mayKeep(response) {
  const life = response.headers.get("cache-control") ?? "";
  return response.status === 200 && response.type === "basic" && !life.includes("no-store");
}

async function match(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? null;
}

async function store(name, request, response) {
  const cache = await caches.open(name);
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, response);
  const keys = await cache.keys();
  const surplus = keys.length - (LIMITS[name] ?? Infinity);
  await Promise.all(keys.slice(0, Math.max(0, surplus)).map((key) => cache.delete(key)));
}

/*
 * Sign-out: what was read, shared or half written here is nobody else's business. What was
 * already sent off is a promise, so it stays and travels without an account (see disown).
 */
async function forget() {
  await outbox.disown();
  await Promise.all([VISITED, IMAGES].map((name) => caches.delete(name)));
  indexedDB.deleteDatabase("bessai-draf");
  await withShared("readwrite", (shared) => shared.clear());
}

function isShare(request, url) {
  return request.method === "POST" && /^(\/en)?\/lapor\/baru\/?$/.test(url.pathname);
}

/* The form picks this up: database "bessai", store "shared", keys "foto" and "teks". */
async function receiveShare(request, url) {
  try {
    const form = await request.formData();
    const pictures = form.getAll("foto").filter((part) => part instanceof File && part.size);
    const words = ["judul", "uraian"].map((name) => String(form.get(name) ?? "").trim());
    const text = [...new Set(words)].filter(Boolean).join("\n");
    await withShared("readwrite", (shared) => {
      shared.put(pictures, "foto");
      shared.put(text, "teks");
    });
  } catch {
    // The form opens without the picture.
  }
  return Response.redirect(url.pathname, 303);
}

async function withShared(mode, work) {
  const database = await openShared();
  try {
    await new Promise((resolve, reject) => {
      const change = database.transaction("shared", mode);
      work(change.objectStore("shared"));
      change.oncomplete = resolve;
      change.onabort = change.onerror = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

/* The pages may have opened the same database first, without this store. */
async function openShared() {
  const database = await opened(indexedDB.open("bessai"));
  if (database.objectStoreNames.contains("shared")) return database;
  const next = database.version + 1;
  database.close();
  return opened(indexedDB.open("bessai", next));
}

function opened(request) {
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => {
      const { result } = request;
      if (!result.objectStoreNames.contains("shared")) result.createObjectStore("shared");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
