// While somebody writes: which kind of problem it may be, and whether a neighbour reported the
// same already. Hints only: without an answer nothing is shown, and nothing ever waits for one.
import { element } from "./questions.js";

const PAUSE = 700;
const LEAST_TEXT = 15;
const QUIET = "inline-flex min-h-12 items-center justify-center rounded-control px-4 font-semibold text-small ";

async function ask(address, options) {
  const signal = AbortSignal.timeout?.(6000);
  const response = await fetch(address, { headers: { Accept: "application/json" }, signal, ...options });
  return response.ok ? response.json() : null;
}

export class Hints {
  constructor(wizard) {
    this.wizard = wizard;
    this.dismissed = new Set();
    this.asked = {};
  }

  find(selector) {
    return this.wizard.find(selector);
  }

  // Called after every change; asks only when what matters has changed and typing has paused.
  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => navigator.onLine && this.ask(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
  }

  ask() {
    const fields = this.wizard.fields();
    this.once("kind", !fields.kategori && fields.uraian?.trim().length >= LEAST_TEXT ? fields.uraian : "", (text) => this.kind(text));
    const query = fields.kategori && fields.lat
      ? new URLSearchParams({ kategori: fields.kategori, lat: fields.lat, lon: fields.lon, uraian: fields.uraian ?? "" }).toString()
      : "";
    this.once("near", query, (wanted) => this.near(wanted));
  }

  async once(name, wanted, work) {
    if (this.asked[name] === wanted) return;
    this.asked[name] = wanted;
    try {
      await work(wanted);
    } catch {
      // No connection, or the service is not there: then there is no hint.
    }
  }

  async kind(text) {
    const place = this.find("[data-suggestion]");
    place.replaceChildren();
    if (!text) return;
    const answer = await ask("/api/v1/saran-kategori", { method: "POST", body: new URLSearchParams({ uraian: text }) });
    if (this.asked.kind !== text) return;
    const [best] = answer?.saran ?? [];
    const radio = best && this.find(`[name=kategori][value="${CSS.escape(best.kode)}"]`);
    if (!radio) return;
    const words = this.wizard.text.maybe.replace("{kind}", this.wizard.kindName(best.kode));
    const use = element("button", { type: "button", class: QUIET + "border border-control text-primary hover:bg-primary-soft" }, words);
    use.addEventListener("click", () => {
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
      radio.focus();
      place.replaceChildren();
    });
    place.replaceChildren(use);
  }

  async near(query) {
    const place = this.find("[data-similar]");
    const answer = query ? await ask(`/api/v1/lapor/mirip?${query}`) : null;
    if (this.asked.near !== query) return;
    const found = (answer?.laporan ?? []).filter(({ kode }) => !this.dismissed.has(kode)).slice(0, 3);
    if (!found.length) return place.replaceChildren();
    const { text } = this.wizard;
    const none = element("button", { type: "button", class: QUIET + "self-start text-primary underline" }, text.notSame);
    none.addEventListener("click", () => {
      found.forEach(({ kode }) => this.dismissed.add(kode));
      place.replaceChildren();
    });
    place.replaceChildren(
      element("section", { "aria-label": text.similar, class: "flex flex-col gap-3 rounded-card bg-primary-soft p-4" },
        element("h3", { class: "text-card font-semibold text-ink" }, text.similar),
        element("ul", { class: "flex flex-col gap-3" }, ...found.map((report) => this.card(report))), none));
  }

  card(report) {
    const { text } = this.wizard;
    const path = `/lapor/${report.kode}`;
    const link = element("a", { href: text.prefix + path, target: "_blank", rel: "noopener", class: "font-semibold text-ink underline" }, report.judul);
    const facts = [
      text.states[report.keadaan] ?? report.keadaan, text.metres.replace("{metres}", Math.round(report.jarak_m)),
      report.dukungan ? text.supports.replace("{count}", report.dukungan) : "",
    ].filter(Boolean).join(" · ");
    const item = element("li", { class: "rounded-control bg-surface p-3" },
      element("div", { class: "flex gap-3" },
        report.foto ? element("img", { src: report.foto, alt: "", width: 72, height: 72, class: "size-18 shrink-0 rounded-small object-cover" }) : "",
        element("div", { class: "min-w-0" }, link, element("p", { class: "text-small text-muted" }, facts))));
    if (!text.embedded) item.append(this.sameButton(report, path));
    return item;
  }

  sameButton(report, path) {
    const { text } = this.wizard;
    const same = element("button", { type: "button", class: QUIET + "mt-2 w-full border border-control text-primary hover:bg-primary-soft" }, text.same);
    same.addEventListener("click", async () => {
      same.disabled = true;
      try {
        for (const step of ["dukung", "ikuti"]) {
          const answer = await fetch(`/api/v1/lapor/${report.kode}/${step}`, { method: "POST", headers: { Accept: "application/json" } });
          if (!answer.ok) throw new Error((await answer.json()).title);
        }
        this.wizard.finish("supported", { href: text.prefix + path, code: report.kode });
      } catch {
        same.disabled = false;
        this.wizard.alert(text.notCounted);
      }
    });
    return same;
  }
}
