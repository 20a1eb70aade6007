import { Children } from "react";
import { useLocation } from "react-router";

/** Show the first child on Indonesian addresses, the second on English ones. */
export function ByLanguage({ children }) {
  const { pathname } = useLocation();
  const [indonesian, english] = Children.toArray(children);
  return /^\/en(\/|$)/.test(pathname) ? english : indonesian;
}
