// The report form: a plain multipart form that works without script, made comfortable.
// Steps, photos, GPS, the draft and sending live here; all words come from `text`.
import { createElement, useEffect, useRef } from "react";
import { add, deliver, entry, newKey, send, wake, watch } from "$/public/external/bessai_berinta/features/reports/ui/outbox/outbox.js";
import { clearDraft, loadDraft, saveDraft, takeShared } from "./draft.js";
import { Hints } from "./hints.js";
import { show as showQuestions, stops, unanswered } from "./questions.js";

const MAX_PHOTOS = 3;
const LONGEST_SIDE = 2048;
const FIELD_STEP = { foto: 1, lat: 2, lon: 2, kelurahan: 2, akurasi: 2 };

// Make a photo smaller before it travels over a slow network. Formats the browser cannot
// read (HEIC in most) go as they are; the server reads them.
async function shrink(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

function metres(a, b) {
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  return Math.hypot(x, (b.lat - a.lat) * rad) * 6371000;
}

class ReportWizard {
  constructor(form, text) {
    this.form = form;
    this.text = text;
    this.draft = { step: 1, fields: {}, photos: [], key: newKey(), begun: Date.now() };
    this.questions = {};
    this.hints = new Hints(this);
    this.aborter = new AbortController();
    this.timers = new Set();
    this.urls = [];
  }

  find(selector) {
    return this.form.querySelector(selector);
  }

  all(selector) {
    return [...this.form.querySelectorAll(selector)];
  }

  on(target, name, handler) {
    target?.addEventListener(name, handler, { signal: this.aborter.signal });
  }

  async start() {
    this.form.noValidate = true;
    this.all("[data-photo-input]").forEach((input) => {
      input.removeAttribute("name");
      this.on(input, "change", () => this.addPhotos([...input.files], input));
    });
    this.on(this.form, "input", () => this.save());
    this.on(this.form, "change", (event) => this.changed(event));
    this.on(this.form, "submit", (event) => this.submit(event));
    this.on(this.form, "bessai:titik", (event) => this.setPoint(event.detail, "map"));
    this.on(this.find("[data-gps]"), "click", () => this.locate());
    this.all("[data-next]").forEach((b) => this.on(b, "click", () => this.next()));
    this.all("[data-back]").forEach((b) => this.on(b, "click", () => this.go(this.draft.step - 1)));
    this.on(this.find("[data-again]"), "click", () => this.anew());
    this.on(this.find("[data-continue]"), "click", () => this.go(3));
    await Promise.all([this.restore(), this.learnCategories()]);
    this.showQuestions();
    this.form.dataset.ready = Date.now();
  }

  stop() {
    this.aborter.abort();
    this.timers.forEach(clearTimeout);
    this.urls.forEach(URL.revokeObjectURL);
    this.hints.stop();
    this.unwatch?.();
  }

  // An unsent report that is being changed has a draft of its own.
  async restore() {
    this.changing = new URLSearchParams(location.search).get("ubah");
    this.draftId = this.changing ? `ubah-${this.changing}` : "lapor";
    try {
      const kept = (await loadDraft(this.draftId)) ?? (this.changing && (await this.taken(this.changing)));
      if (kept) this.draft = kept;
      const shared = await takeShared();
      if (shared.photos.length) await this.addPhotos(shared.photos);
      if (shared.text) this.draft.fields.uraian = [this.draft.fields.uraian, shared.text].filter(Boolean).join("\n");
    } catch {
      // Private windows may have no IndexedDB: the form works, it just forgets.
    }
    for (const [name, value] of Object.entries(this.draft.fields)) {
      for (const input of this.all(`[name="${name}"]`)) {
        if (["radio", "checkbox"].includes(input.type)) input.checked = input.value === value;
        else input.value = value;
      }
    }
    this.showPhotos();
    this.showPlace();
    this.find("[name=uraian]")?.dispatchEvent(new Event("input"));
    this.go(this.draft.step, { focus: false });
    if (Object.keys(this.draft.fields).length || this.draft.photos.length) this.say(this.text.restored);
    if (this.draft.refusal) this.refused(this.draft.refusal);
  }

  // A 409 means that this key arrived already, so what is sent now needs another.
  async taken(key) {
    const found = await entry(key);
    if (!found || found.state === "sent") return null;
    const { fields, photos, source, created, status, title, errors, code, url } = found;
    const draft = { step: 3, fields, photos, source, created, begun: created, key: status === 409 ? newKey() : key, replaces: key };
    if (found.state === "refused") draft.refusal = { title, errors, code, url };
    return draft;
  }

  // --- categories and their questions

  // The page was built with the categories of that day; the server knows today's.
  async learnCategories() {
    try {
      const response = await fetch("/api/v1/kategori");
      if (!response.ok) return;
      const categories = await response.json();
      if (!Array.isArray(categories) || !categories.length) return;
      const tiles = new Map(this.all("[name=kategori]").map((input) => [input.value, input.closest("label")]));
      const box = tiles.values().next().value.parentElement;
      box.replaceChildren(...categories.map((category) => this.tile(tiles, category)));
      for (const { kode, pertanyaan } of categories) this.questions[kode] = pertanyaan ?? [];
      this.all("[name=kategori]").forEach((input) => (input.checked = input.value === this.draft.fields.kategori));
    } catch {
      // Without a connection and without a kept list: those of the build.
    }
  }

  // Copies, all of them: React refuses a group of radios of which only some are its own.
  tile(tiles, { kode, nama }) {
    const tile = (tiles.get(kode) ?? [...tiles.values()].at(-1)).cloneNode(true);
    tile.querySelector("input").value = kode;
    const words = tile.querySelector("span:not([class*=absolute])");
    if (words && nama?.[this.text.locale]) words.textContent = nama[this.text.locale];
    return tile;
  }

  kindName(code) {
    return this.find(`[name=kategori][value="${CSS.escape(code ?? "")}"]`)?.closest("label").textContent.trim() ?? "";
  }

  asked() {
    return this.questions[this.find("[name=kategori]:checked")?.value] ?? [];
  }

  showQuestions() {
    showQuestions(this.find("[data-questions]"), this.asked(), this.draft.fields, this.text);
    this.checkStops();
  }

  checkStops() {
    this.stopped = stops(this.find("[data-questions]"), this.asked(), this.fields(), this.text);
    this.find("[data-submit]").toggleAttribute("disabled", this.stopped);
  }

  fields() {
    const fields = {};
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields[name] = value;
    return fields;
  }

  save() {
    this.draft.fields = this.fields();
    this.hints.look();
    clearTimeout(this.saving);
    this.saving = setTimeout(async () => {
      try {
        await saveDraft(this.draft, this.draftId);
        this.say(this.text.saved);
      } catch (error) {
        this.say(error?.name === "QuotaExceededError" ? this.text.full : "");
      }
    }, 250);
    this.timers.add(this.saving);
  }

  changed(event) {
    if (event.target.name === "kelurahan" && event.target.value) this.clearPoint();
    this.clearError(event.target.name);
    if (event.target.name === "kategori") this.showQuestions();
    else this.checkStops();
    this.showPlace();
    this.save();
  }

  // --- steps

  next() {
    const problems = this.missing(this.draft.step);
    if (problems) return this.showErrors(problems);
    this.go(this.draft.step + 1);
  }

  missing(step) {
    const fields = this.fields();
    if (step === 2 && !fields.lat && !fields.kelurahan) return { kelurahan: this.text.noPlace };
    if (step !== 3) return null;
    const problems = {};
    if (!fields.kategori) problems.kategori = this.text.noCategory;
    const length = (fields.uraian ?? "").trim().length;
    if (length < this.text.min || length > this.text.max) problems.uraian = this.text.textLength;
    Object.assign(problems, unanswered(this.asked(), fields, this.text));
    return Object.keys(problems).length ? problems : null;
  }

  go(step, { focus = true } = {}) {
    this.draft.step = Math.max(1, Math.min(3, step));
    this.form.dataset.step = this.draft.step;
    document.querySelectorAll("[data-step-label]").forEach((label) => {
      label.textContent = this.text.step.replace("{step}", this.draft.step);
    });
    document.querySelectorAll("[data-bar]").forEach((bar) => {
      const at = Number(bar.dataset.bar);
      bar.dataset.state = at < this.draft.step ? "done" : at === this.draft.step ? "current" : "later";
    });
    if (!focus) return;
    window.scrollTo(0, 0);
    this.find(`[data-panel="${this.draft.step}"] [data-heading]`)?.focus();
    this.save();
  }

  say(words) {
    document.querySelectorAll("[data-saved]").forEach((place) => (place.textContent = words));
  }

  // --- photos

  async addPhotos(files, input) {
    this.clearError("foto");
    const room = MAX_PHOTOS - this.draft.photos.length;
    if (files.length > room) this.showErrors({ foto: this.text.tooManyPhotos });
    for (const file of files.slice(0, room)) this.draft.photos.push(await shrink(file));
    if (input) input.value = "";
    this.showPhotos();
    this.save();
  }

  showPhotos() {
    this.urls.forEach(URL.revokeObjectURL);
    this.urls = [];
    for (const list of this.all("[data-photos]")) {
      list.replaceChildren(...this.draft.photos.map((blob, index) => this.photoItem(blob, index)));
    }
    this.form.dataset.photos = this.draft.photos.length;
    this.all("[data-photo-input]").forEach((input) => {
      input.disabled = this.draft.photos.length >= MAX_PHOTOS;
    });
  }

  photoItem(blob, index) {
    const item = document.createElement("li");
    item.className = "relative";
    const picture = document.createElement("img");
    const url = URL.createObjectURL(blob);
    this.urls.push(url);
    picture.src = url;
    picture.alt = this.text.photo.replace("{number}", index + 1);
    picture.className = "size-24 rounded-control object-cover bg-surface-2 border border-line";
    const remove = document.createElement("button");
    remove.type = "button";
    remove.setAttribute("aria-label", this.text.removePhoto.replace("{number}", index + 1));
    remove.textContent = "×";
    remove.className =
      "absolute -top-3 -right-3 size-12 grid place-items-center text-ink after:absolute " +
      "after:inset-2 after:rounded-full after:bg-surface after:border after:border-control after:-z-10 isolate text-xl";
    remove.addEventListener("click", () => {
      this.draft.photos.splice(index, 1);
      this.showPhotos();
      this.save();
    });
    item.append(picture, remove);
    return item;
  }

  // --- place

  locate() {
    const button = this.find("[data-gps]");
    if (!navigator.geolocation) return this.showErrors({ lat: this.text.gpsFailed });
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.removeAttribute("aria-busy");
        this.setPoint({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }, "gps");
      },
      (error) => {
        button.removeAttribute("aria-busy");
        this.showErrors({ lat: error.code === 1 ? this.text.gpsRefused : this.text.gpsFailed });
      },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 },
    );
  }

  setPoint({ lat, lon, accuracy }, source) {
    this.find("[name=lat]").value = lat.toFixed(6);
    this.find("[name=lon]").value = lon.toFixed(6);
    this.find("[name=akurasi]").value = accuracy ? Math.round(accuracy) : "";
    this.find("[name=kelurahan]").value = "";
    this.draft.source = source;
    this.clearError("lat");
    this.clearError("kelurahan");
    this.showPlace();
    this.save();
  }

  clearPoint() {
    for (const name of ["lat", "lon", "akurasi"]) this.find(`[name=${name}]`).value = "";
  }

  point() {
    const { lat, lon, akurasi } = this.fields();
    return lat && lon ? { lat: Number(lat), lon: Number(lon), accuracy: Number(akurasi) } : null;
  }

  nearest(point) {
    const options = this.all("[name=kelurahan] option[data-lat]");
    const near = options.map((option) => ({
      name: option.textContent,
      metres: metres(point, { lat: Number(option.dataset.lat), lon: Number(option.dataset.lon) }),
    }));
    return near.sort((a, b) => a.metres - b.metres)[0]?.name ?? "";
  }

  showPlace() {
    const point = this.point();
    const chosen = this.find("[name=kelurahan]")?.selectedOptions?.[0];
    const name = point ? this.nearest(point) : chosen?.value ? chosen.textContent : "";
    let how = "";
    if (point && this.draft.source === "gps") how = this.text.fromGps.replace("{metres}", Math.round(point.accuracy));
    else if (point) how = this.text.fromMap;
    else if (name) how = this.text.fromList;
    this.all("[data-place-name]").forEach((place) => (place.textContent = name || this.text.nowhere));
    this.all("[data-place-how]").forEach((place) => (place.textContent = how));
    this.form.dataset.place = name ? "yes" : "no";
    this.find("[data-city-map]")?.dispatchEvent(new CustomEvent("bessai:tunjuk", { detail: point }));
  }

  // --- errors

  errorPlace(name) {
    return document.getElementById(`f-${name}-error`);
  }

  showErrors(errors) {
    const named = Object.entries(errors);
    for (const [name, message] of named) {
      this.errorPlace(name)?.replaceChildren(message);
      this.all(`[name="${name}"]`).forEach((input) => input.setAttribute("aria-invalid", "true"));
    }
    const [first] = named[0];
    const step = FIELD_STEP[first] ?? 3;
    if (step !== this.draft.step) this.go(step, { focus: false });
    const target = this.find(`[name="${first}"]:not([type=hidden])`) ?? this.errorPlace(first);
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  }

  clearError(name) {
    this.errorPlace(name)?.replaceChildren();
    this.all(`[name="${name}"]`).forEach((input) => input.removeAttribute("aria-invalid"));
  }

  alert(words, link) {
    const place = this.find("[data-alert]");
    place.replaceChildren(words);
    place.hidden = !words;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.url;
      anchor.textContent = link.words;
      anchor.className = "ml-2 font-bold underline";
      place.append(anchor);
    }
  }

  // --- sending

  submit(event) {
    event.preventDefault();
    if (this.draft.step < 3) return this.next();
    const problems = this.missing(2) ?? this.missing(3);
    if (problems) return this.showErrors(problems);
    if (!this.stopped) this.send();
  }

  // Into the outbox first, so that nothing is lost; then on its way.
  async send() {
    if (this.sending) return;
    this.sending = true;
    this.alert("");
    this.busy(true);
    clearTimeout(this.saving);
    const report = this.report();
    this.form.dataset.key = report.key;
    try {
      await add(report, this.draft.replaces);
    } catch (error) {
      return this.sendUnkept(report, error);
    }
    await clearDraft(this.draftId).catch(() => {});
    this.unwatch?.();
    this.unwatch = watch(({ key }) => key === report.key && this.look(key));
    wake();
    await send().catch(() => {});
    await this.look(report.key);
    this.done();
  }

  report() {
    const { photos, source, key, created } = this.draft;
    const fields = { ...this.fields(), lama: String(Date.now() - (this.draft.begun ?? 0)) };
    const place = this.find("[data-place-name]").textContent;
    const { locale } = this.text;
    return { key, fields, photos, source, locale, place, kind: this.kindName(fields.kategori), created: created ?? Date.now() };
  }

  // A full phone or a private window: sent from memory, and said so while that takes.
  async sendUnkept(report, error) {
    this.alert(error?.name === "QuotaExceededError" ? this.text.full : this.text.unkept);
    this.settle({ ...report, ...(await deliver(report)) }, this.text.stay);
    this.done();
  }

  done() {
    this.sending = false;
    this.busy(false);
    this.checkStops();
  }

  async look(key) {
    const found = await entry(key).catch(() => null);
    if (found) this.settle(found);
  }

  settle(found, unkept) {
    if (found.state === "sent") return this.arrived(found);
    if (found.state === "refused") return this.comeBack(found);
    if (unkept) return this.alert(unkept);
    if (found.state === "waiting") this.finish("queued");
  }

  arrived({ url, code }) {
    if (this.left) return;
    this.left = true;
    try {
      localStorage.setItem("bessai-selesai", "1");
    } catch {
      // Storage is off; nothing depends on it.
    }
    const href = this.text.prefix + url;
    if (this.text.embedded) return this.finish("arrived", { href, code });
    location.assign(href);
  }

  // Refused while the form is still here: mended on the spot. The outbox keeps it until then.
  comeBack({ key, status, title, errors, code, url }) {
    this.draft.replaces = key;
    if (status === 409) this.draft.key = newKey();
    if (this.draft.step !== 3 || this.form.dataset.step === "done") this.go(3, { focus: false });
    this.refused({ title, errors, code, url });
  }

  refused({ title, errors, code, url }) {
    this.alert(title, url && { url: this.text.prefix + url, words: code });
    if (errors && Object.keys(errors).length) this.showErrors(errors);
  }

  // The last view: "queued", "arrived" (in a frame) or "supported".
  finish(kind, { href = "", code = "" } = {}) {
    const [title, words] = this.text[kind];
    this.find("[data-done-title]").textContent = title;
    this.find("[data-done-text]").textContent = words.replace("{code}", code);
    const link = this.find("[data-done-link]");
    link.hidden = !href;
    if (href) link.href = href;
    this.find("[data-continue]").hidden = kind !== "supported";
    this.alert("");
    const news = this.form.dataset.step !== "done";
    this.form.dataset.step = "done";
    document.querySelectorAll("[data-bar]").forEach((bar) => (bar.dataset.state = "done"));
    document.querySelectorAll("[data-step-label]").forEach((label) => (label.textContent = title));
    if (!news) return;
    window.scrollTo(0, 0);
    this.find("[data-done-title]").focus();
  }

  async anew() {
    await clearDraft(this.draftId).catch(() => {});
    location.assign(location.pathname);
  }

  busy(on) {
    const button = this.find("[data-submit]");
    button.toggleAttribute("disabled", on);
    button.setAttribute("aria-busy", String(on));
    this.say(on ? this.text.sending : "");
  }
}

export function ReportForm({ text, className, children }) {
  const ref = useRef(null);
  useEffect(() => {
    const wizard = new ReportWizard(ref.current, text);
    wizard.start();
    return () => wizard.stop();
  }, []);
  return createElement(
    "form",
    {
      ref,
      className,
      action: "/api/lapor",
      method: "post",
      encType: "multipart/form-data",
      id: "lapor",
      "data-step": "1",
      // Without script the answer is a page of ours, which another site's frame may not show.
      target: text.embedded ? "_blank" : undefined,
    },
    children,
  );
}
