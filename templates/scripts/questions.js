// @ts-check
/**
 * Questions: what the form asks, of the data in the article, and an entry to and from it. The names of objectives are read
 * off the page. Adds a link to its question beside each chart of the article, and touches nothing else.
 */
import { amounts, choice, days, group, line, made, number, scale, ticks } from "./controls.js";

/** Most signs of a note, and of a line. */
const NOTE = 4000;
const LINE = 300;

/** @typedef {import("./controls.js").Offered} Offered */
/** @typedef {import("./controls.js").AskField} AskField */
/** @typedef {import("./controls.js").Field} Field */
/** @typedef {{ id: string, field: AskField, raters?: string[] }} Ask */
/** @typedef {{ asks?: Ask[], steps?: Offered[], helps?: string[], people?: Offered[] }} Form */
/** One day's entry, as a reply has it. @typedef {Record<string, any>} Entry */
/** A field with its place in an entry and its name. @typedef {{ path: (string | number)[], name: string, field: Field }} Placed */

/** What an entry says in a place; undefined where nothing. @param {Entry} entry @param {Placed} placed */
const taken = (entry, { path }) => path.reduce((at, key) => at?.[key], entry);

/** @param {Entry} entry @param {Placed} placed @param {any} value */
function put(entry, { path }, value) {
  const last = path[path.length - 1];
  path.slice(0, -1).reduce((at, key, n) => (at[key] ??= path[n + 1] === 0 ? [] : {}), entry)[last] = value;
}

/** The fields of an objective, with their places and names. @param {Ask} ask @param {string} name @returns {Placed[]} */
function answers({ id, field }, name) {
  const { low = 0, high = 0, choices, parts, is_tapped } = field;
  /** @param {string} words @param {string} beside */
  const amount = (words, beside) => (is_tapped ? choice(scale(low, high)) : number(field, words, beside));
  if (choices) return [{ path: ["scores", id], name, field: choice(choices) }];
  if (!parts) return [{ path: ["scores", id], name, field: amount(name, field.hint ?? "") }];
  return parts.map(({ value, words }) => ({
    path: ["scores", id, value],
    name: `${name}, ${words}`,
    field: amount(words, words),
  }));
}

/** So many of so many: the one is nothing without the other. @param {Placed[]} two */
function tieTogether(two) {
  const [done, of] = two.map(({ field }) => /** @type {any} */ (field).input);
  done.oninput = of.oninput = () => {
    done.required = of.required = done.value + of.value !== "";
    of.min = Math.max(1, done.value);
  };
}

/**
 * The questions of an article, as elements.
 * @param {HTMLElement} article @param {Form} form @param {Record<string, string>} said
 */
export function questionsOf(article, { asks = [], steps = [], helps = [], people = [] }, said) {
  /** @type {Placed[]} */
  const fields = [];
  /** @type {(() => void)[]} */
  const shows = [];
  /** @param {Placed} one */
  function placed(one) {
    fields.push(one);
    return one.field.element;
  }

  /** @param {Ask} ask */
  function question(ask) {
    const { id, field, raters } = ask;
    const at = article.querySelector(`[id="o-${id}"]`);
    const name = at?.querySelector("h3")?.textContent ?? id;
    const all = answers(ask, name);
    const parts = all.map((one, n) =>
      field.parts && field.is_tapped ? group(field.parts[n].words, "", placed(one)) : placed(one),
    );
    if (field.parts?.[1].value === "of") tieTogether(all);
    const box = group(name, field.is_tapped ? field.hint : "", ...parts);
    box.id = `w-${id}`;
    const link = made("a", { href: `#${box.id}`, className: "write__to" }, said.title);
    (at?.querySelector(".charts") ?? at)?.append(made("p", { className: "small" }, link));
    if (raters) shows.push(() => (box.hidden = box.disabled = !raters.includes(whose.get())));
    return box;
  }

  const whose = choice(people);
  for (const input of whose.inputs) input.required = true;
  const date = days([said.today, said.yesterday, said.another], article.lang);
  const elements = [
    ...(people.length ? [group(said.who, "", placed({ path: ["by"], name: "", field: whose }))] : []),
    group(said.which, "", placed({ path: ["date"], name: "", field: date })),
  ];
  const facts = fields.length;
  elements.push(...asks.map(question));
  if (steps.length) {
    elements.push(group(said.stepsDone, "", placed({ path: ["steps"], name: said.stepsDone, field: ticks(steps) })));
  }
  elements.push(placed({ path: ["trigger", 0], name: said.before, field: line(said.before, "input", LINE) }));
  if (helps.length) {
    elements.push(placed({ path: ["helped"], name: said.helped, field: amounts(helps, said.helped, said.howMuch) }));
  }
  elements.push(
    placed({ path: ["celebrate"], name: said.good, field: line(said.good, "input", LINE) }),
    placed({ path: ["note"], name: said.note, field: line(said.note, "textarea", NOTE) }),
  );
  const show = () => shows.forEach((each) => each());

  return {
    elements,
    /** Asks each only what is theirs to answer. */
    show,
    /** What is filled in; null where nothing is. */
    written() {
      /** @type {Entry} */
      const entry = {};
      const open = fields.filter(({ field }) => !field.element.closest("[hidden]"));
      for (const one of open) {
        const value = one.field.get();
        if (value !== undefined) put(entry, one, value);
      }
      return Object.keys(entry).some((name) => name !== "date" && name !== "by") ? entry : null;
    },
    /** @param {Entry} entry */
    fill(entry) {
      for (const one of fields) one.field.set(taken(entry, one));
      show();
    },
    /** Whose an entry is, and of which day. @param {Entry} entry */
    headOf: (entry) => fields.slice(0, facts).reverse().map((one) => one.field.says(taken(entry, one))).join(", "),
    /** All else that an entry says, each with its name. @param {Entry} entry */
    linesOf(entry) {
      const there = fields.slice(facts).filter((one) => taken(entry, one) !== undefined);
      const lines = there.map((one) => {
        const words = made("bdi", {}, one.field.says(taken(entry, one)));
        return made("li", {}, made("span", { className: "soft" }, `${one.name}:`), " ", words);
      });
      return made("ul", {}, ...lines);
    },
  };
}
