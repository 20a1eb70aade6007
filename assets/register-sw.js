/* Loaded before the app: the browser may offer the installation earlier than the app is there. */
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.bessaiInstall = event;
  dispatchEvent(new Event("bessai:installable"));
});
addEventListener("appinstalled", () => {
  window.bessaiInstall = null;
});
if ("serviceWorker" in navigator) {
  // What it fetches for the next visit must not slow down this one.
  addEventListener("load", () => {
    setTimeout(() => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }), 2500);
  });
}
