// @ts-check
/**
 * Controls: the parts that the form of an open page is made of, each with what an entry says there. Makes elements, puts
 * none into the page, and touches nothing else.
 */

/** How much something helped. */
const MUCH = 4;
/** Words of an answer that are longer than this stand below each other. */
const LONG = 24;

/** @typedef {{ value: any, words: string }} Offered */
/** @typedef {{ low?: number, high?: number, step?: number, hint?: string, choices?: Offered[], parts?: Offered[], is_tapped?: boolean }} AskField */
/**
 * A part of the form: what an entry says there, undefined where nothing; how that is filled in again, and in words.
 * @typedef {{ element: HTMLElement, get: () => any, set: (value: any) => void, says: (value: any) => string }} Field
 */

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name @param {object} [properties] @param {...(Node | string)} children
 */
export function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @param {string} words @param {(event: Event) => void} onclick @param {string} [looks] */
export const button = (words, onclick, looks = "button button--quiet") =>
  made("button", { type: "button", className: looks, onclick }, words);

/** A line that is read aloud when it changes. */
export function live() {
  const line = made("p");
  line.setAttribute("role", "status");
  return line;
}

/** @param {string} legend @param {string} [hint] @param {...Node} children */
export const group = (legend, hint, ...children) =>
  made("fieldset", {}, made("legend", {}, legend), ...(hint ? [made("p", { className: "soft small" }, hint)] : []), ...children);

/** @param {string} type @param {string} name @param {Offered[]} offered */
function chips(type, name, offered) {
  const inputs = offered.map(() => made("input", { type, name }));
  const labels = offered.map(({ words }, n) => made("label", {}, inputs[n], made("span", { dir: "auto" }, words)));
  const isLong = offered.some(({ words }) => words.length > LONG);
  return { inputs, box: made("div", { className: isLong ? "chips chips--long" : "chips" }, ...labels) };
}

let names = 0;

/** One of several; a second tap takes it back. @param {Offered[]} offered */
export function choice(offered) {
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
export function ticks(offered) {
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
export function line(name, kind, maxLength) {
  const input = made(kind, { maxLength, autocomplete: "off", dir: "auto" });
  return {
    element: made("label", { className: "field" }, made("b", {}, name), input),
    get: () => input.value.trim() || undefined,
    set: (value) => (input.value = value ?? ""),
    says: (value) => value,
  };
}

/** @param {AskField} asked @param {string} name @param {string} beside */
export function number({ low, high, step, hint }, name, beside) {
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
export function amounts(offered, legend, hint) {
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
export const scale = (low, high) => Array.from({ length: high - low + 1 }, (_, n) => ({ value: low + n, words: `${low + n}` }));

/** A day as an entry has it. @param {number} ago days before today */
export function day(ago) {
  const date = new Date();
  date.setDate(date.getDate() - ago);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
}

/** @param {string[]} offered what today, yesterday and another day are called @param {string} lang @returns {Field} */
export function days(offered, lang) {
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
