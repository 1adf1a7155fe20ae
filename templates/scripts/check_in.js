// @ts-check
/**
 * Check-in: the form in which a client writes something down, and hands it over sealed. What it asks and all its words come
 * with the article (components/check_in.html). Nothing is stored unless they ask for it, and nothing is sent.
 */
import { deflated, ephemeral, sealedReply } from "./reply.js";
import { keeper } from "./keep.js";

/** Most entries of a reply, and most bytes. HR2. */
const MOST_ENTRIES = 62;
const MOST_BYTES = 65536;
/** Signs of a note, and of a line. */
const NOTE = 4000;
const LINE = 300;
/** How much something helped. */
const MUCH = 4;

/** @typedef {{ value: any, words: string }} Offered */
/** @typedef {{ low?: number, high?: number, step?: number, hint?: string, choices?: Offered[], parts?: Offered[], is_tapped?: boolean }} AskField */
/** @typedef {{ asks?: { id: string, field: AskField, raters?: string[] }[], steps?: Offered[], helps?: string[], people?: Offered[] }} Form */
/** One day's entry, as a reply has it. @typedef {Record<string, any>} Entry */
/**
 * A part of the form: what an entry says there, undefined where nothing; how that is filled in again, and in words.
 * @typedef {{ element: HTMLElement, get: () => any, set: (value: any) => void, says: (value: any) => string }} Field
 */
/** A field with its place in an entry and its name. @typedef {{ path: string[], name: string, field: Field }} Placed */

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name @param {object} [properties] @param {...(Node | string)} children
 */
function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @param {string} words @param {(event: Event) => void} onclick @param {string} [looks] */
const button = (words, onclick, looks = "button button--quiet") =>
  made("button", { type: "button", className: looks, onclick }, words);

/** A line that is read aloud when it changes. */
function live() {
  const line = made("p");
  line.setAttribute("role", "status");
  return line;
}

/** @param {string} legend @param {string} [hint] @param {...Node} children */
const group = (legend, hint, ...children) =>
  made("fieldset", {}, made("legend", {}, legend), ...(hint ? [made("p", { className: "soft small" }, hint)] : []), ...children);

/** @param {string} type @param {string} name @param {Offered[]} offered */
function chips(type, name, offered) {
  const inputs = offered.map(() => made("input", { type, name }));
  const labels = offered.map(({ words }, n) => made("label", {}, inputs[n], made("span", { dir: "auto" }, words)));
  const isLong = offered.some(({ words }) => words.length > 24);
  return { inputs, box: made("div", { className: isLong ? "chips chips--long" : "chips" }, ...labels) };
}

let names = 0;

/** One of several; a second tap takes it back. @param {Offered[]} offered */
function choice(offered) {
  const { inputs, box } = chips("radio", `choice-${names++}`, offered);
  /** @type {HTMLInputElement | undefined} */
  let last;
  for (const input of inputs) {
    input.onclick = () => {
      input.checked = input !== last;
      last = input.checked ? input : undefined;
      if (!last) input.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }
  return {
    inputs,
    element: box,
    get: () => offered[inputs.findIndex((input) => input.checked)]?.value,
    /** @param {any} value */
    set: (value) => {
      last = undefined;
      inputs.forEach((input, n) => {
        input.checked = offered[n].value === value;
        if (input.checked) last = input;
      });
    },
    /** @param {any} value */
    says: (value) => offered.find((one) => one.value === value)?.words ?? `${value}`,
  };
}

/** Any of several. @param {Offered[]} offered @returns {Field} */
function ticks(offered) {
  const { inputs, box } = chips("checkbox", "", offered);
  return {
    element: box,
    get: () => {
      const ticked = offered.filter((_, n) => inputs[n].checked).map(({ value }) => value);
      return ticked.length ? ticked : undefined;
    },
    set: (value) => inputs.forEach((input, n) => (input.checked = !!value?.includes(offered[n].value))),
    says: (value) => offered.filter((one) => value.includes(one.value)).map(({ words }) => words).join("; "),
  };
}

/** @param {string} name @param {"input" | "textarea"} kind @param {number} maxLength @returns {Field} */
function words(name, kind, maxLength) {
  const input = made(kind, { maxLength, autocomplete: "off", dir: "auto" });
  return {
    element: made("label", { className: "field" }, made("b", {}, name), input),
    get: () => input.value.trim() || undefined,
    set: (value) => (input.value = value ?? ""),
    says: (value) => value,
  };
}

/** @param {AskField} asked @param {string} name @param {string} beside */
function number({ low, high, step, hint }, name, beside) {
  const input = made("input", { type: "number", inputMode: "decimal", step: step ?? "any", min: low ?? "", max: high ?? "" });
  input.setAttribute("aria-label", name);
  return {
    input,
    element: made("label", { className: "field" }, input, beside),
    get: () => (input.value === "" ? undefined : input.valueAsNumber),
    /** @param {any} value */
    set: (value) => (input.value = value ?? ""),
    /** @param {number} value */
    says: (value) => (hint ? `${value} ${hint}` : `${value}`),
  };
}

/**
 * Things to choose, each with how much it was as soon as it is chosen.
 * @param {string[]} offered @param {string} legend @param {string} hint @returns {Field}
 */
function amounts(offered, legend, hint) {
  const chosen = ticks(offered.map((name) => ({ value: name, words: name })));
  const rows = offered.map((name) => {
    const much = choice(scale(0, MUCH));
    return { name, much, box: group(name, hint, much.element) };
  });
  const element = group(legend, "", chosen.element, ...rows.map(({ box }) => box));
  const show = () => {
    for (const { name, much, box } of rows) {
      box.hidden = !chosen.get()?.includes(name);
      for (const input of much.inputs) input.required = !box.hidden;
    }
  };
  element.addEventListener("input", show);
  return {
    element,
    get: () => {
      const given = rows.filter(({ box, much }) => !box.hidden && much.get() !== undefined);
      return given.length ? Object.fromEntries(given.map(({ name, much }) => [name, much.get()])) : undefined;
    },
    set: (value) => {
      chosen.set(Object.keys(value ?? {}));
      for (const { name, much } of rows) much.set(value?.[name]);
      show();
    },
    says: (value) => Object.entries(value).map(([name, much]) => `${name} (${much})`).join(", "),
  };
}

/** @param {number} low @param {number} high @returns {Offered[]} */
const scale = (low, high) => Array.from({ length: high - low + 1 }, (_, n) => ({ value: low + n, words: `${low + n}` }));

/** A day as an entry has it. @param {number} ago days before today */
function day(ago) {
  const date = new Date();
  date.setDate(date.getDate() - ago);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
}

/** @param {string[]} offered what today, yesterday and another day are called @param {string} lang @returns {Field} */
function days(offered, lang) {
  const chosen = choice(offered.map((words, value) => ({ value, words })));
  const input = made("input", { type: "date", hidden: true, required: true, disabled: true });
  const element = made("div", {}, chosen.element, made("div", { className: "field" }, input));
  input.setAttribute("aria-label", offered[2]);
  const show = () => {
    input.disabled = input.hidden = chosen.get() !== 2;
    input.max = day(0);
  };
  element.addEventListener("input", show);
  return {
    element,
    get: () => (chosen.get() === 2 ? input.value : day(chosen.get() ?? 0)),
    set: (value) => {
      const ago = [day(0), day(1)].indexOf(value ?? day(0));
      chosen.set(ago < 0 ? 2 : ago);
      input.value = value ?? "";
      show();
    },
    says: (value) =>
      // As the rest of the page says it.
      new Date(`${value}T12:00`).toLocaleDateString(lang === "en" ? "en-GB" : lang, { weekday: "long", day: "numeric", month: "long" }),
  };
}

/** @param {Entry} entry @param {string[]} path */
const taken = (entry, path) => path.reduce((at, key) => at?.[key], entry);

/** @param {Entry} entry @param {string[]} path @param {any} value */
function put(entry, path, value) {
  const last = path[path.length - 1];
  path.slice(0, -1).reduce((at, key) => (at[key] ??= {}), entry)[last] = value;
}

/** The bytes in a text of two digits each. @param {string} hex */
const unhexed = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));

/** @param {Uint8Array} bytes */
const hexed = (bytes) => Array.from(bytes, (byte) => (256 + byte).toString(16).slice(1)).join("");

/**
 * Makes the form of an article that takes replies, in it.
 * @param {HTMLElement} article @param {(label: string, length: number) => Promise<Uint8Array>} derive
 */
export function checkIn(article, derive) {
  const list = /** @type {HTMLElement | null} */ (article.querySelector("[data-check-in]"));
  if (!list) return;
  list.remove();
  /** @type {Form} */
  const { asks = [], steps = [], helps = [], people = [] } = JSON.parse(list.dataset.checkIn ?? "");
  const said = Array.from(list.children, (line) => line.textContent ?? "");
  const [title, lead, who, which, today, yesterday, another, stepsDone, before, helped, howMuch, good, note, handOver] = said;
  const [keepIt, unlessAsked, nothing, willRead, notSent, copy, share, save, theText] = said.slice(14);
  const [copied, notCopied, keptHere, nowKept, notKept, full, change, remove, forgetAll, handed] = said.slice(23);
  const { lang, dataset } = article;
  const key = (dataset.replyKey ?? "").replace(/-/g, "+").replace(/_/g, "/");
  const to = {
    recipient: Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0)),
    token: unhexed(dataset.replyToken ?? ""),
    derive,
  };
  const store = keeper(derive);

  /** @type {Placed[]} */
  const placed = [];
  /** @param {string[]} path @param {string} name @param {Field} field */
  function place(path, name, field) {
    placed.push({ path, name, field });
    return field.element;
  }

  /** @param {string} id @param {AskField} asked @param {string} name */
  function answer(id, asked, name) {
    const { low = 0, high = 0, choices, parts, is_tapped } = asked;
    if (choices) return [place(["scores", id], name, choice(choices))];
    if (!parts) return [place(["scores", id], name, is_tapped ? choice(scale(low, high)) : number(asked, name, asked.hint ?? ""))];
    const each = parts.map(({ value, words }) => {
      const field = is_tapped ? choice(scale(low, high)) : number(asked, words, words);
      place(["scores", id, value], `${name}, ${words}`, field);
      return { field, element: is_tapped ? group(words, "", field.element) : field.element };
    });
    // So many of so many: the one is nothing without the other.
    const [done, of] = each.map(({ field }) => /** @type {any} */ (field).input);
    if (done && parts[1].value === "of") {
      done.oninput = of.oninput = () => {
        done.required = of.required = done.value + of.value !== "";
        of.min = Math.max(1, done.value);
      };
    }
    return each.map(({ element }) => element);
  }

  const form = made("form");
  const whose = people.length ? choice(people) : null;
  form.append(made("p", { className: "soft small" }, lead));
  if (whose) {
    form.append(group(who, "", place(["by"], "", whose)));
    for (const input of whose.inputs) input.required = true;
  }
  const date = days([today, yesterday, another], lang);
  form.append(group(which, "", place(["date"], "", date)));
  /** @type {(() => void)[]} */
  const whoseAre = [];
  for (const { id, field, raters } of asks) {
    const at = article.querySelector(`[id="o-${id}"]`);
    const name = at?.querySelector("h3")?.textContent ?? id;
    const box = group(name, field.is_tapped ? field.hint : "", ...answer(id, field, name));
    box.id = `w-${id}`;
    form.append(box);
    (at?.querySelector(".charts") ?? at)?.append(made("p", { className: "small" }, made("a", { href: `#${box.id}`, className: "write__to" }, title)));
    if (raters && whose) whoseAre.push(() => (box.hidden = box.disabled = !raters.includes(whose.get())));
  }
  if (steps.length) form.append(group(stepsDone, "", place(["steps"], stepsDone, ticks(steps))));
  form.append(place(["trigger"], before, words(before, "input", LINE)));
  if (helps.length) form.append(place(["helped"], helped, amounts(helps, helped, howMuch)));
  form.append(place(["celebrate"], good, words(good, "input", LINE)), place(["note"], note, words(note, "textarea", NOTE)));

  const status = live();
  const review = made("div", { className: "review" });
  const waiting = made("div", { className: "kept" });
  form.append(
    made("div", { className: "acts" }, made("button", { className: "button" }, handOver), button(keepIt, keep)),
    made("p", { className: "soft small" }, unlessAsked),
    status,
  );
  const summary = made("summary", {}, title);
  const fold = made("details", { id: "write", className: "write" }, summary, waiting, form, review);

  /** @type {Entry[]} */
  let kept = [];
  /** The one of them that stands in the form. @type {Entry | undefined} */
  let changing;

  /** What is filled in; null where nothing is. */
  function written() {
    /** @type {Entry} */
    const entry = {};
    for (const { path, field } of placed) {
      const value = field.element.closest("[hidden]") ? undefined : field.get();
      if (value !== undefined) put(entry, path, value);
    }
    if (entry.trigger) entry.trigger = [entry.trigger];
    return Object.keys(entry).some((name) => name !== "date" && name !== "by") ? entry : null;
  }

  /** @param {Entry} entry */
  function fill(entry) {
    for (const { path, field } of placed) field.set(path[0] === "trigger" ? entry.trigger?.[0] : taken(entry, path));
    whoseAre.forEach((each) => each());
  }

  /** The form with an entry that is kept, or empty. @param {Entry} [entry] */
  function begin(entry) {
    changing = entry;
    fill(entry ?? {});
  }

  /** All that is to be handed over. */
  function all() {
    const now = written();
    if (!now) return kept;
    return [...kept.filter((entry) => entry !== changing), now].sort((a, b) => a.date.localeCompare(b.date));
  }

  /** @param {Entry[]} entries */
  const fits = (entries) => entries.length <= MOST_ENTRIES && new Blob([JSON.stringify(entries)]).size < MOST_BYTES - 200;

  /** @param {Entry} entry */
  const headOf = (entry) => [date.says(entry.date), ...(whose ? [whose.says(entry.by)] : [])].join(", ");

  /** @param {Entry} entry */
  function linesOf(entry) {
    const lines = placed.slice(whose ? 2 : 1).map(({ path, name, field }) => {
      const value = taken(entry, path);
      return value === undefined ? "" : made("li", {}, made("span", { className: "soft" }, `${name}:`), " ", made("bdi", {}, field.says(value)));
    });
    return made("ul", {}, ...lines);
  }

  function showKept() {
    summary.textContent = kept.length ? `${title} (${kept.length})` : title;
    const lines = kept.map((entry) => {
      const changed = () => {
        begin(entry);
        form.scrollIntoView();
      };
      const removed = () => {
        if (entry === changing) begin();
        void stored(kept.filter((other) => other !== entry));
      };
      return made("li", {}, made("span", {}, headOf(entry)), made("div", { className: "acts" }, button(change, changed), button(remove, removed)));
    });
    const forget = () => confirm(`${forgetAll}?`) && void stored([]);
    waiting.replaceChildren(
      ...(kept.length
        ? [made("h3", {}, keptHere), made("ul", {}, ...lines), made("div", { className: "acts" }, button(handOver, () => void shown()), button(forgetAll, forget))]
        : []),
    );
  }

  /** Keeps these entries and no others; whether the phone did. @param {Entry[]} entries */
  async function stored(entries) {
    try {
      const keeps = await store;
      if (entries.length) await keeps.write(JSON.stringify(entries));
      else keeps.forget();
    } catch {
      status.textContent = notKept;
      return false;
    }
    kept = entries;
    review.replaceChildren();
    showKept();
    return true;
  }

  async function keep() {
    if (!form.reportValidity()) return;
    if (!written()) return void (status.textContent = nothing);
    const entries = all();
    if (!fits(entries)) return void (status.textContent = full);
    if (!(await stored(entries))) return;
    begin();
    status.textContent = nowKept;
  }

  /** What the therapist will read, and the ways to hand it over. */
  async function shown() {
    const entries = all();
    status.textContent = entries.length ? "" : nothing;
    if (!entries.length) return review.replaceChildren();
    if (!fits(entries)) return void (status.textContent = full);
    const id = hexed(crypto.getRandomValues(new Uint8Array(16)));
    const reply = JSON.stringify({ v: 1, id, made: day(0), entries });
    const text = await sealedReply(await deflated(reply), to, await ephemeral());
    const field = made("textarea", { readOnly: true, rows: 3, value: text });
    const done = live();
    const copying = async () => {
      try {
        await navigator.clipboard.writeText(text);
        done.textContent = copied;
      } catch {
        field.select();
        done.textContent = notCopied;
      }
    };
    const file = URL.createObjectURL(new Blob([text, "\n"], { type: "text/plain" }));
    const help = article.querySelector(".now .lines")?.cloneNode(true) ?? "";
    const heading = made("h3", { tabIndex: -1 }, willRead);
    const gone = async () => {
      if (kept.length && !(await stored([]))) return;
      begin();
      review.replaceChildren();
    };
    review.replaceChildren(
      heading,
      ...entries.map((entry) => made("div", {}, made("b", {}, headOf(entry)), linesOf(entry))),
      made("div", { className: "help" }, made("p", {}, notSent), help),
      made(
        "div",
        { className: "acts" },
        button(copy, () => void copying(), "button"),
        ...(navigator.share ? [button(share, () => void navigator.share({ text }).catch(() => {}))] : []),
        made("a", { href: file, download: "note.txt", className: "button button--quiet" }, save),
      ),
      made("label", { className: "field small" }, theText, field),
      done,
      button(handed, () => void gone()),
    );
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    void shown();
  };
  form.oninput = () => {
    // What was shown and sealed is no longer what stands here.
    review.replaceChildren();
    status.textContent = "";
    whoseAre.forEach((each) => each());
  };
  begin();
  article.querySelector(".next")?.append(fold);
  void store.then((keeps) => keeps.read()).then((text) => {
    kept = text ? JSON.parse(text) : [];
    showKept();
  });
}
