import { useEffect, useState } from "react";
import { useLocation } from "react-router";

/** Lead to the same page in the other language, by a full load so that `lang` changes too. */
export function LanguageLink({ to, children, ...rest }) {
  const { pathname, search } = useLocation();
  // The prerendered file knows no question; what differs from it is not put right by itself.
  const [asked, setAsked] = useState("");
  useEffect(() => setAsked(search), [search]);

  const plain = pathname.replace(/^\/en(?=\/|$)/, "") || "/";
  const bare = plain.length > 1 ? plain.replace(/\/$/, "") : plain;
  const path = to === "en" ? `/en${bare === "/" ? "" : bare}` : bare;
  return (
    <a href={path + asked} hrefLang={to} {...rest}>
      {children}
    </a>
  );
}
