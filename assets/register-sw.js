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
  addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  });
}
