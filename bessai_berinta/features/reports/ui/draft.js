// The half-written report, kept in IndexedDB so that neither a reload nor a closed app
// loses it. One draft; photos as Blobs.

const NAME = "bessai-draf";
const STORE = "draf";
const KEY = "lapor";

function request(made) {
  return new Promise((resolve, reject) => {
    made.onsuccess = () => resolve(made.result);
    made.onerror = () => reject(made.error);
  });
}

function open(name, store) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => store && opening.result.createObjectStore(store);
  return request(opening);
}

async function within(mode, work) {
  const database = await open(NAME, STORE);
  try {
    return await request(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export const loadDraft = () => within("readonly", (store) => store.get(KEY));
export const saveDraft = (draft) => within("readwrite", (store) => store.put(draft, KEY));
export const clearDraft = () => within("readwrite", (store) => store.delete(KEY));

// Photos shared into the installed app; the service worker left them here.
export async function takeShared() {
  const found = (await indexedDB.databases?.()) ?? [];
  if (!found.some((entry) => entry.name === "bessai")) return [];
  const database = await request(indexedDB.open("bessai"));
  try {
    if (!database.objectStoreNames.contains("shared")) return [];
    const store = database.transaction("shared", "readwrite").objectStore("shared");
    const files = (await request(store.get("foto"))) ?? [];
    await request(store.delete("foto"));
    return files;
  } finally {
    database.close();
  }
}
