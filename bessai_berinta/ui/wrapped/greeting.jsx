import { useEffect, useState } from "react";

const AHEAD = 8 * 3600_000; // WITA is UTC+8 all year
const two = (number) => String(number).padStart(2, "0");

/** Greet by the hour in Bontang; until the browser knows the time, a welcome holds the place. */
export function Greeting(props) {
  const { locale, days, months, welcome, place, greetings } = props;
  const { titleId, titleClass, dateClass } = props;
  const [now, setNow] = useState(null);

  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 20_000);
    return () => clearInterval(timer);
  }, []);

  let title = welcome;
  let line = place;
  let time = "";
  if (now) {
    // Not by Intl: on a cheap phone its first use takes longer than all else on the page.
    const here = new Date(now.getTime() + AHEAD);
    const at = here.getUTCHours();
    title = greetings[at < 4 ? 3 : at < 11 ? 0 : at < 15 ? 1 : at < 19 ? 2 : 3];
    const date = `${here.getUTCDate()} ${months[here.getUTCMonth()]} ${here.getUTCFullYear()}`;
    line = `${days[here.getUTCDay()]}, ${date}`;
    time = ` · ${two(at)}${locale === "id" ? "." : ":"}${two(here.getUTCMinutes())} WITA`;
  }
  return (
    <div>
      <h1 id={titleId} tabIndex={-1} className={titleClass}>
        {title}
      </h1>
      <p className={dateClass}>
        {line}
        <span className="whitespace-nowrap">{time}</span>
      </p>
    </div>
  );
}
