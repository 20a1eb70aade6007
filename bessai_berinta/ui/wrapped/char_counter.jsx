import { useEffect, useState } from "react";

/** Count what is typed into another control; say how much is left once it gets tight. */
export function CharCounter({ of, limit, leftText, locale }) {
  const [used, setUsed] = useState(0);

  useEffect(() => {
    const control = document.getElementById(of);
    if (!control) return undefined;
    const count = () => setUsed(control.value.length);
    count();
    control.addEventListener("input", count);
    return () => control.removeEventListener("input", count);
  }, [of]);

  // Not by Intl: its first use costs a cheap phone more than the rest of the form.
  const separator = locale === "id" ? "." : ",";
  const show = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, separator);
  const left = limit - used;
  const tight = left <= limit * 0.1;
  return (
    <span className="ml-auto text-muted tabular-nums">
      <span aria-hidden="true">{`${show(used)} / ${show(limit)}`}</span>
      <span role="status" className="sr-only">
        {tight ? leftText.replace("{left}", show(left)) : ""}
      </span>
    </span>
  );
}
