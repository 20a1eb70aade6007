// The extra questions of a category, drawn from what /api/v1/kategori says; and the notices
// that stop a report which belongs on the phone, not into a queue.

const CONTROL = "block w-full rounded-control border border-control bg-surface text-ink px-4 min-h-13 text-body";
const NOTICE = "rounded-card border-2 border-late bg-late-soft text-late p-4 font-semibold";
const NUMBER = /\b(1\d{2}|0\d{8,12})\b/g;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Telephone numbers in a sentence become links that call.
function callable(words) {
  const parts = [];
  let at = 0;
  for (const found of words.matchAll(NUMBER)) {
    parts.push(words.slice(at, found.index));
    parts.push(element("a", { href: `tel:${found[0]}`, class: "inline-block py-3 text-title underline" }, found[0]));
    at = found.index + found[0].length;
  }
  return [...parts, words.slice(at)];
}

export const fieldName = (question) => `jawaban[${question.kode}]`;

function label(question, locale) {
  return question[`label_${locale}`] || question.label_id;
}

function control(question, name, id) {
  const kinds = { angka: "number", tanggal: "date" };
  return element("input", {
    id, name, class: CONTROL, type: kinds[question.jenis] ?? "text", maxlength: 500,
    step: question.jenis === "angka" && "any", inputmode: question.jenis === "angka" && "decimal",
    "aria-describedby": `f-${name}-error`, "aria-required": question.wajib && "true",
  });
}

function mark(question, text) {
  return element("span", { class: "ml-2 font-normal text-small text-muted" }, question.wajib ? text.required : text.optional);
}

function error(name) {
  return element("p", { id: `f-${name}-error`, tabindex: -1, role: "alert", class: "text-small font-semibold text-late empty:hidden" });
}

function choices(question, name, text) {
  const options = question.pilihan.map((option) =>
    element("label", { class: "flex min-h-12 items-center gap-3 rounded-control border border-line bg-surface px-4 has-checked:border-primary has-checked:bg-primary-soft has-[:focus-visible]:focus-ring" },
      element("input", { type: "radio", name, value: option.kode, class: "size-5 accent-primary", "aria-describedby": `f-${name}-error` }),
      option[`nama_${text.locale}`] || option.nama_id));
  return element("fieldset", { class: "flex flex-col gap-2" },
    element("legend", { class: "mb-2 font-semibold text-ink" }, label(question, text.locale), mark(question, text)),
    ...options, element("div", { "data-stop": question.kode, role: "alert", class: "empty:hidden" }), error(name));
}

function draw(question, text) {
  const name = fieldName(question);
  if (question.jenis === "catatan") return element("p", { class: "rounded-card bg-turn-soft text-turn p-4" }, ...callable(label(question, text.locale)));
  if (question.jenis === "pilihan") return choices(question, name, text);
  const id = `f-${name}`;
  return element("div", { class: "flex flex-col gap-1.5" },
    element("label", { for: id, class: "font-semibold text-ink" }, label(question, text.locale), mark(question, text)),
    control(question, name, id), error(name));
}

// Draws the questions into `place` and fills in earlier answers.
export function show(place, questions, fields, text) {
  place.replaceChildren(...questions.map((question) => draw(question, text)));
  for (const input of place.querySelectorAll("input")) {
    const value = fields[input.name];
    if (input.type === "radio") input.checked = input.value === value;
    else if (value) input.value = value;
  }
}

// Gives what is still to be answered, by field name.
export function unanswered(questions, fields, text) {
  const missing = questions.filter((q) => q.wajib && q.jenis !== "catatan" && !(fields[fieldName(q)] ?? "").trim());
  return Object.fromEntries(missing.map((question) => [fieldName(question), text.answerThis]));
}

// Shows the stop notices of what is chosen; tells whether there is one.
export function stops(place, questions, fields, text) {
  let stopped = false;
  for (const question of questions.filter((each) => each.jenis === "pilihan")) {
    const chosen = question.pilihan.find((option) => option.kode === fields[fieldName(question)]);
    const words = chosen && (chosen[`henti_${text.locale}`] || chosen.henti_id);
    const notice = place.querySelector(`[data-stop="${question.kode}"]`);
    const before = notice.textContent;
    if (words && !before.startsWith(words)) {
      notice.replaceChildren(element("div", { class: NOTICE }, ...callable(words), element("p", { class: "mt-2 font-normal" }, text.stopped)));
    } else if (!words) notice.replaceChildren();
    stopped ||= Boolean(words);
  }
  return stopped;
}
