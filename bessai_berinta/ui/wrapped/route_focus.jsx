import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

let previous = null;

/** After a change of page: move the focus to its title and say where we are. */
export function RouteFocus({ titleId, mainId }) {
  const { pathname } = useLocation();
  const [said, setSaid] = useState("");
  const timer = useRef(0);

  useEffect(() => {
    const arrived = previous !== null && previous !== pathname;
    previous = pathname;
    if (!arrived) return undefined;
    // The title of the document is set after the page itself is drawn.
    timer.current = requestAnimationFrame(() => {
      const target = document.getElementById(titleId) ?? document.getElementById(mainId);
      target?.focus({ preventScroll: true });
      setSaid(document.title);
    });
    return () => cancelAnimationFrame(timer.current);
  }, [pathname, titleId, mainId]);

  return (
    <div aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
