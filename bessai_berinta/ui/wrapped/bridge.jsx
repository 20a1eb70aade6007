/*
 * What only the browser can do for state and pages: show a message, leave for another
 * document, clean up after the first page, take the server's snapshot away, watch the
 * connection. No eval, so it works under a strict content security policy.
 */
import { Children, useContext, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { ColorModeContext, EventLoopContext } from "$/utils/context";

/* Stays over reloads of the tab, like the state behind it: nothing is shown or followed twice. */
function isNew(key, id) {
  if (!id || sessionStorage.getItem(key) === id) return false;
  sessionStorage.setItem(key, id);
  return true;
}

function leave(address) {
  const url = new URL(address, location.origin);
  if (["http:", "https:"].includes(url.protocol)) location.assign(url);
}

/* Addresses and share tags in the head belong to the document that was loaded. The picture
   stays: React writes one of its own for each page, and takes it away again. */
const OF_FIRST_PAGE =
  'link[rel="canonical"], link[rel="alternate"][hreflang], ' +
  'meta[property^="og:"]:not([property="og:image"])';

/* Outlives remounts: null until the first page is there. */
let shown = null;

function useRouteChange() {
  const { pathname } = useLocation();
  useEffect(() => {
    const moved = shown !== null && shown !== pathname;
    shown = pathname;
    if (!moved) return;
    document.getElementById("ssr")?.remove();
    document.head.querySelectorAll(OF_FIRST_PAGE).forEach((tag) => tag.remove());
  }, [pathname]);
}

function useThemeColour(colours) {
  const mode = useContext(ColorModeContext)?.resolvedColorMode;
  const { pathname } = useLocation();
  useEffect(() => {
    const current = document.documentElement.classList.contains("dark") ? "dark" : "light";
    document.head.querySelectorAll('meta[name="theme-color"]').forEach((tag) => {
      tag.content = colours[current];
    });
  }, [mode, pathname]);
}

const READING_TIME = 7000;

export function Bridge({
  toastId,
  toastText,
  toastKind,
  gotoId,
  gotoUrl,
  kinds,
  closeLabels,
  closeClass,
  themeColours,
}) {
  const [toast, setToast] = useState(null);
  const timer = useRef();
  const english = useLocation().pathname.match(/^\/en(\/|$)/);

  useRouteChange();
  useThemeColour(themeColours);

  useEffect(() => {
    // A message sent along with a farewell is shown by the page that comes next.
    if (isNew("bessai-goto", gotoId)) leave(gotoUrl);
    else if (isNew("bessai-toast", toastId)) setToast({ text: toastText, kind: toastKind });
  }, [toastId, gotoId]);

  useEffect(() => {
    // Pieces that live in the browser alone speak the same way: {text, kind}.
    const say = (event) => setToast(event.detail);
    addEventListener("bessai:pesan", say);
    return () => removeEventListener("bessai:pesan", say);
  }, []);

  useEffect(() => {
    // What went wrong stays until it is closed.
    if (toast && toast.kind !== "error") timer.current = setTimeout(setToast, READING_TIME, null);
    return () => clearTimeout(timer.current);
  }, [toast]);

  return (
      <div aria-live="polite">
        {toast && (
          <div
            className={kinds[toast.kind] ?? kinds.info}
            role={toast.kind === "error" ? "alert" : undefined}
            data-toast={toast.kind}
            onPointerEnter={() => clearTimeout(timer.current)}
          >
            <span>{toast.text}</span>
            <button
              type="button"
              className={closeClass}
              aria-label={closeLabels[english ? "en" : "id"]}
              onClick={() => setToast(null)}
            >
              <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M6 6l12 12M18 6L6 18" stroke="currentColor" strokeWidth="2" />
              </svg>
            </button>
          </div>
        )}
      </div>
  );
}

/* Takes the server's snapshot away once the live page has its own data. */
export function SnapshotEnd({ ready }) {
  useEffect(() => {
    if (ready) document.getElementById("ssr")?.remove();
  }, [ready]);
  return null;
}

const PATIENCE = 2000;
const NEWS_TIME = 4000;
const RETRY = 10000;

/* "Online" only says that there is some network; a hotel's sign-in page is one too. */
export async function serverAnswers() {
  try {
    const answer = await fetch("/ping", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    return answer.ok && (await answer.text()).includes("pong");
  } catch {
    return false;
  }
}

/*
 * Three children: no connection, no live updates (the server answers, the socket does not),
 * connected again. Says nothing in the first two seconds, and nothing when all is well.
 */
export function Connection({ children }) {
  const failing = useContext(EventLoopContext)[1].length > 0;
  const [offline, setOffline] = useState(false);
  const [state, setState] = useState("well");

  useEffect(() => {
    const check = () => setOffline(!navigator.onLine);
    const events = ["online", "offline"];
    events.forEach((name) => addEventListener(name, check));
    document.addEventListener("visibilitychange", check);
    check();
    return () => {
      events.forEach((name) => removeEventListener(name, check));
      document.removeEventListener("visibilitychange", check);
    };
  }, []);

  useEffect(() => {
    let current = true;
    let timer;
    if (!failing && !offline) {
      setState((before) => (before === "lost" || before === "quiet" ? "back" : before));
      timer = setTimeout(setState, NEWS_TIME, "well");
    } else {
      const look = async () => {
        const answers = await serverAnswers();
        if (!current) return;
        if (answers && !failing) setOffline(false);
        else setState(answers ? "quiet" : "lost");
        timer = setTimeout(look, RETRY);
      };
      timer = setTimeout(look, PATIENCE);
    }
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [failing, offline]);

  const spoken = ["lost", "quiet", "back"].indexOf(state);
  return (
    <div role="status" data-connection={state}>
      {spoken >= 0 && Children.toArray(children)[spoken]}
    </div>
  );
}
