// @ts-check
/**
 * Check-in: the form in which a client writes something down, keeps it and hands it over sealed. What it asks and all its
 * words come with the article (components/check_in.html). Nothing is stored unless they ask for it, and nothing is sent.
 */
import { button, day, live, made } from "./controls.js";
import { handingOver } from "./hand_over.js";
import { keeper } from "./keep.js";
import { questionsOf } from "./questions.js";
import { deflated, ephemeral, sealedReply } from "./reply.js";

/** @typedef {import("./questions.js").Entry} Entry */

/** Most entries of a reply, and most bytes: as many as fit a wire though nothing about them can be packed. HR2. */
const MOST_ENTRIES = 62;
const MOST_BYTES = 65000;
/** What each word of the form is for, in the order of components/check_in.html. */
const WORDS = [
  "title", "lead", "who", "which", "today", "yesterday", "another", "stepsDone", "before", "helped", "howMuch", "good",
  "note", "handOver", "keep", "unlessAsked", "nothing", "willRead", "notSent", "copy", "share", "save", "theText",
  "copied", "notCopied", "keptHere", "nowKept", "notKept", "full", "change", "remove", "forgetAll", "handed",
];

/** @param {Entry} one @param {Entry | undefined} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Entry[]} entries */
const fits = (entries) => entries.length <= MOST_ENTRIES && new Blob([JSON.stringify(entries)]).size <= MOST_BYTES;

/** @param {string} hex two digits for each byte */
const unhexed = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));

/** @param {Uint8Array} bytes */
const hexed = (bytes) => Array.from(bytes, (byte) => (256 + byte).toString(16).slice(1)).join("");

/** To whom the replies of an article go. @param {any} dataset @param {import("./reply.js").Addressee["derive"]} derive */
function addressee({ replyKey, replyToken }, derive) {
  const recipient = atob(replyKey.replace(/-/g, "+").replace(/_/g, "/"));
  return { recipient: Uint8Array.from(recipient, (sign) => sign.charCodeAt(0)), token: unhexed(replyToken), derive };
}

/** Entries as the text of a reply. @param {Entry[]} entries @param {import("./reply.js").Addressee} to */
async function sealedEntries(entries, to) {
  const id = hexed(crypto.getRandomValues(new Uint8Array(16)));
  return sealedReply(await deflated(JSON.stringify({ v: 1, id, made: day(0), entries })), to, await ephemeral());
}

/**
 * Makes the form of an article that takes replies, in it.
 * @param {HTMLElement} article @param {import("./reply.js").Addressee["derive"]} derive
 */
export function checkIn(article, derive) {
  const list = /** @type {HTMLElement | null} */ (article.querySelector("[data-check-in]"));
  if (!list) return;
  list.remove();
  /** @type {Record<string, string>} */
  const said = Object.fromEntries(WORDS.map((name, n) => [name, list.children[n].textContent]));
  const questions = questionsOf(article, JSON.parse(list.dataset.checkIn ?? ""), said);
  const to = addressee(article.dataset, derive);
  const store = keeper(derive);
  const status = live();
  const review = made("div", { className: "review" });
  const waiting = made("div", { className: "kept" });
  const summary = made("summary");
  const form = made(
    "form",
    { noValidate: true },
    made("p", { className: "soft small" }, said.lead),
    ...questions.elements,
    made("div", { className: "acts" }, made("button", { className: "button" }, said.handOver), button(said.keep, () => void keep())),
    made("p", { className: "soft small" }, said.unlessAsked),
    status,
  );
  /** The kept entry that stands in the form. @type {Entry | undefined} */
  let changing;

  /** The form with an entry that is kept, or empty. @param {Entry} [entry] */
  function begin(entry) {
    changing = entry;
    questions.fill(entry ?? {});
  }

  /** All that is kept, by any window that this page is open in. @returns {Promise<Entry[]>} */
  const kept = async () => JSON.parse((await (await store).read()) ?? "[]");

  /** All there is, with what stands in the form. */
  async function all() {
    const entries = await kept();
    const now = questions.written();
    if (!now) return entries;
    return [...entries.filter((one) => !isSame(one, changing)), now].sort((a, b) => a.date.localeCompare(b.date));
  }

  /** Keeps these entries and no others; whether the phone did. @param {Entry[]} entries */
  async function stored(entries) {
    try {
      const keeps = await store;
      if (entries.length) await keeps.write(JSON.stringify(entries));
      else keeps.forget();
    } catch {
      status.textContent = said.notKept;
      return false;
    }
    review.replaceChildren();
    showKept(entries);
    return true;
  }

  /** @param {Entry[]} gone */
  async function without(gone) {
    const entries = await kept();
    const others = entries.filter((one) => !gone.some((other) => isSame(one, other)));
    return others.length === entries.length || stored(others);
  }

  /** @param {Entry} entry */
  function keptLine(entry) {
    const changed = () => {
      begin(entry);
      form.scrollIntoView();
    };
    const removed = () => {
      if (isSame(entry, changing)) begin();
      void without([entry]);
    };
    const acts = made("div", { className: "acts" }, button(said.change, changed), button(said.remove, removed));
    return made("li", {}, made("span", {}, questions.headOf(entry)), acts);
  }

  /** @param {Entry[]} entries */
  function showKept(entries) {
    summary.textContent = entries.length ? `${said.title} (${entries.length})` : said.title;
    waiting.replaceChildren();
    if (!entries.length) return;
    const forget = () => confirm(`${said.forgetAll}?`) && void stored([]);
    waiting.append(
      made("h3", {}, said.keptHere),
      made("ul", {}, ...entries.map(keptLine)),
      made("div", { className: "acts" }, button(said.handOver, () => void handOver()), button(said.forgetAll, forget)),
    );
  }

  /** All there is, where it can be kept or handed over; else says why it cannot. */
  async function ready() {
    if (questions.written() && !form.reportValidity()) return null;
    const entries = await all();
    if (entries.length && fits(entries)) return entries;
    status.textContent = entries.length ? said.full : said.nothing;
    return null;
  }

  async function keep() {
    if (!questions.written()) return void (status.textContent = said.nothing);
    const entries = await ready();
    if (!entries || !(await stored(entries))) return;
    begin();
    status.textContent = said.nowKept;
  }

  async function handOver() {
    review.replaceChildren();
    const entries = await ready();
    if (!entries) return;
    const gone = async () => {
      if (!(await without(entries))) return;
      begin();
      review.replaceChildren();
    };
    const lines = entries.map((one) => made("div", {}, made("b", {}, questions.headOf(one)), questions.linesOf(one)));
    const help = article.querySelector(".now .lines")?.cloneNode(true) ?? "";
    const [heading, ...rest] = handingOver(await sealedEntries(entries, to), lines, help, said, () => void gone());
    review.replaceChildren(heading, ...rest);
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    void handOver();
  };
  form.oninput = () => {
    // What was shown and sealed is no longer what stands here.
    review.replaceChildren();
    status.textContent = "";
    questions.show();
  };
  begin();
  showKept([]);
  article.querySelector(".next")?.append(made("details", { id: "write", className: "write" }, summary, waiting, form, review));
  void kept().then(showKept);
}
