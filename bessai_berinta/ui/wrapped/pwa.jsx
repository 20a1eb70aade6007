/*
 * The installed app: when to offer it, when a new version is ready, and the way back from the
 * offline page. What is shown is written in Python; elements with data-pwa are the controls.
 */
import { useEffect, useRef, useState } from "react";
import { serverAnswers } from "$/public/external/bessai_berinta/ui/wrapped/bridge/bridge.jsx";

const DISMISSED = "bessai-pasang-nanti";
const VISITS = "bessai-kunjungan";
const FINISHED = "bessai-selesai";
const MONTH = 30 * 24 * 3600 * 1000;
const HOUR = 3600 * 1000;
const LOOK_AGAIN = 5000;

/* Storage may be off; then nothing is remembered and nothing is offered. */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* A private window: the card comes again next time. */
  }
}

function countVisit() {
  if (sessionStorage.getItem(VISITS)) return;
  sessionStorage.setItem(VISITS, "1");
  keep(VISITS, String(Number(recall(VISITS) ?? 0) + 1));
}

const installed = () =>
  matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

/* iPads call themselves Macs; a Mac has no touch screen. */
const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

function welcome() {
  const dismissed = Number(recall(DISMISSED) ?? 0);
  const known = Number(recall(VISITS) ?? 0) >= 2 || recall(FINISHED) === "1";
  return known && !installed() && Date.now() - dismissed > MONTH;
}

/* Calls the handler named by the data-pwa of what was pressed. */
function useControls(handlers) {
  const box = useRef(null);
  const onClick = (event) => {
    const control = event.target.closest("[data-pwa]");
    if (control && box.current?.contains(control)) handlers[control.dataset.pwa]?.(event);
  };
  return { ref: box, onClick };
}

/* Two children: the card with an install button, and the steps for iPhone and iPad. */
export function InstallCard({ children }) {
  const [kind, setKind] = useState(null);

  useEffect(() => {
    countVisit();
    const look = () => {
      if (!welcome()) setKind(null);
      else if (window.bessaiInstall) setKind(0);
      else setKind(isApple() ? 1 : null);
    };
    look();
    const events = ["bessai:installable", "appinstalled"];
    events.forEach((name) => addEventListener(name, look));
    return () => events.forEach((name) => removeEventListener(name, look));
  }, []);

  const controls = useControls({
    later: () => {
      keep(DISMISSED, String(Date.now()));
      setKind(null);
    },
    install: async () => {
      const offer = window.bessaiInstall;
      window.bessaiInstall = null;
      setKind(null);
      await offer?.prompt();
      if ((await offer?.userChoice)?.outcome === "dismissed") keep(DISMISSED, String(Date.now()));
    },
  });
  if (kind === null) return null;
  return <div {...controls}>{children[kind]}</div>;
}

/* One child: the notice. Appears when a new service worker waits; one press, one reload. */
export function UpdateNotice({ children, frameworkText, frameworkButton }) {
  const [waiting, setWaiting] = useState(null);

  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (!workers) return undefined;
    let registration;
    const look = () => {
      // The first worker of a device is no news.
      if (registration.waiting && workers.controller) setWaiting(registration.waiting);
    };
    const watch = () => registration.installing?.addEventListener("statechange", look);
    let asked = Date.now();
    const ask = () => {
      if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
      asked = Date.now();
      registration?.update().catch(() => {});
    };
    workers.ready.then((found) => {
      registration = found;
      registration.addEventListener("updatefound", watch);
      watch();
      look();
    });
    document.addEventListener("visibilitychange", ask);
    return () => {
      registration?.removeEventListener("updatefound", watch);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);

  useTranslatedBanner(frameworkText, frameworkButton);

  const controls = useControls({
    reload: () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
        once: true,
      });
      waiting.postMessage("activate");
    },
    later: () => setWaiting(null),
  });
  return (
    <div role="status" {...controls}>
      {waiting && children}
    </div>
  );
}

/* Reflex writes its own banner when page and server stay of different versions; in English. */
function useTranslatedBanner(text, button) {
  useEffect(() => {
    const observer = new MutationObserver(() => {
      const banner = document.getElementById("reflex-new-version-banner");
      if (!banner || banner.dataset.told) return;
      banner.dataset.told = "1";
      banner.firstChild.textContent = text;
      banner.querySelector("button").textContent = button;
    });
    observer.observe(document.body, { childList: true });
    return () => observer.disconnect();
  }, [text, button]);
}

/* What the reader wanted when the offline page came instead; only ever a page of ours. */
function wanted() {
  const asked = new URLSearchParams(location.search).get("dari");
  if (!asked) return null;
  const url = new URL(asked, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : null;
}

/* The way back from the offline page: by the button, or by itself once the server answers. */
export function Retry({ children }) {
  useEffect(() => {
    const target = wanted();
    if (!target) return undefined;
    const look = async () => {
      if (document.visibilityState === "visible" && (await serverAnswers())) location.assign(target);
    };
    const timer = setInterval(look, LOOK_AGAIN);
    addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  const controls = useControls({ retry: () => location.assign(wanted() ?? "/") });
  return <div {...controls}>{children}</div>;
}
