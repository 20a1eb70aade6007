// The half-written report, kept in IndexedDB so that neither a reload nor a closed app
// loses it. One draft, and one for each unsent report that is being changed; photos as Blobs.

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

export const loadDraft = (id = KEY) => within("readonly", (store) => store.get(id));
export const saveDraft = (draft, id = KEY) => within("readwrite", (store) => store.put(draft, id));
export const clearDraft = (id = KEY) => within("readwrite", (store) => store.delete(id));

// Photos and words shared into the installed app; the service worker left them here.
export async function takeShared() {
  const nothing = { photos: [], text: "" };
  const found = (await indexedDB.databases?.()) ?? [];
  if (!found.some((entry) => entry.name === "bessai")) return nothing;
  const database = await request(indexedDB.open("bessai"));
  try {
    if (!database.objectStoreNames.contains("shared")) return nothing;
    const store = database.transaction("shared", "readwrite").objectStore("shared");
    const [photos, text] = await Promise.all(["foto", "teks"].map((key) => request(store.get(key))));
    await request(store.clear());
    return { photos: photos ?? [], text: text ?? "" };
  } finally {
    database.close();
  }
}
