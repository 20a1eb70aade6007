import { useEffect, useState } from "react";

const ZONE = "Asia/Makassar";

function parts(now, locale) {
  const format = new Intl.DateTimeFormat(locale === "id" ? "id-ID" : "en-GB", {
    timeZone: ZONE,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
}

/** Greet by the hour in Bontang; until the browser knows the time, a welcome holds the place. */
export function Greeting({ locale, welcome, place, greetings, titleId, titleClass, dateClass }) {
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
    const { weekday, day, month, year, hour, minute } = parts(now, locale);
    const at = Number(hour);
    title = greetings[at < 4 ? 3 : at < 11 ? 0 : at < 15 ? 1 : at < 19 ? 2 : 3];
    line = `${weekday}, ${day} ${month} ${year}`;
    time = ` · ${hour}${locale === "id" ? "." : ":"}${minute} WITA`;
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
