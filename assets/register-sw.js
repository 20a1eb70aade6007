/* Loaded before the app: the browser may offer the installation earlier than the app is there. */
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.bessaiInstall = event;
  dispatchEvent(new Event("bessai:installable"));
});
addEventListener("appinstalled", () => {
  window.bessaiInstall = null;
});
// A frame in another site's page needs no worker: it is opened with that page only.
if ("serviceWorker" in navigator && window.top === window) {
  // What it fetches for the next visit must not slow down this one.
  addEventListener("load", () => {
    setTimeout(() => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }), 2500);
  });
}
