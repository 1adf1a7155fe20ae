// @ts-check
/**
 * Unlock: the locked page, from what stands in the address to the open article, and back.
 * Nothing is put into the page before it has been opened, and nothing that is not on the lists of what is allowed.
 * Keeps no secret: in link mode the address holds it, in words mode whoever typed it.
 */
import { checkIn } from "./check_in.js";
import { Refusal, lettersOf, linkOf, modeOf, saltOf, tried, unseal } from "./unseal.js";

/** How long a page that opens with words stays open while nobody touches it: ten minutes. */
const RELOCK_MS = 600000;
const HREF = /^(#|https?:|mailto:|tel:|data:text\/calendar,)/i;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const lock = part("lock-now");
const place = part("opened");
/** The same lists that the build holds the article against. */
const [ELEMENTS, ATTRIBUTES] = (place.dataset.allowed ?? "").split(";").map((names) => names.split(" "));
const status = part("lock-status");
const alarm = part("lock-alert");
const shell = document.documentElement;
// The browser may have saved the page while it was open: it begins as it was made.
place.replaceChildren();
part("lock-copy").before(lock);
delete document.body.dataset.unlocked;
const { title } = part("lock-paste");
document.title = title;
/** The locked page as a file to keep. */
const copy = new Blob(["<!DOCTYPE html>\n", shell.outerHTML], { type: "text/html" });
const { lang, dir } = shell;
/** What parses the article; the page's own policy allows no other. */
const policy = globalThis.trustedTypes?.createPolicy("handrail", { createHTML: (/** @type {string} */ html) => html });

/** @type {Uint8Array} */
let file;
let withWords = false;
let touched = 0;

/** What happens with what was put into the form, without leaving the page. @param {() => void} then */
function sent(then) {
  part("lock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    then();
  });
}

/** Show one state of the lock in place of the last one. @param {string} name */
function state(name) {
  const words = /** @type {HTMLTemplateElement} */ (part(`state-${name}`));
  part("lock-state").replaceChildren(words.content.cloneNode(true));
  status.textContent = alarm.textContent = "";
  if (!words.dataset.asks) return;
  part("lock-state").append(/** @type {HTMLTemplateElement} */ (part("lock-paste")).content.cloneNode(true));
  sent(() => {
    location.hash = /** @type {HTMLInputElement} */ (part("lock-link")).value.replace(/.*#/s, "");
    location.reload();
  });
}

/** A state that is said aloud. @param {string} name */
function alarmed(name) {
  state(name);
  alarm.textContent = part("lock-title").textContent;
}

/** A copy of `source` with what is on the list, and nothing else. @param {Element} source @returns {Element | null} */
function inert(source) {
  if (!ELEMENTS.includes(source.localName)) return null;
  const copy = document.createElementNS(source.namespaceURI, source.localName);
  for (const { name, value } of source.attributes) {
    const known = ATTRIBUTES.includes(name) || name.startsWith("aria-");
    if (known && (name !== "href" || HREF.test(value))) copy.setAttribute(name, value);
  }
  for (const child of source.childNodes) {
    const below = child instanceof Element ? inert(child) : child instanceof Text && child.cloneNode();
    if (below) copy.append(below);
  }
  return copy;
}

/** The article, inert, and its style: a policy that names styles by their hash knows only that of the lock. @param {string} html */
function articleOf(html) {
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  const article = parsed.body.firstElementChild;
  if (article?.localName !== "article") throw new Refusal("inflate");
  const style = new CSSStyleSheet();
  style.replaceSync(article.querySelector("template")?.content.textContent ?? "");
  return { article: /** @type {HTMLElement} */ (inert(article)), style };
}

/**
 * The text in the file. Where words do not open it as they were typed, they are tried without all that is no letter.
 * @param {string | null} words
 */
function unsealed(words) {
  const plain = words && lettersOf(words);
  return unseal(file, location.hash, words).catch((error) => {
    if (error.check !== "commitment" || plain === words) throw error;
    return unseal(file, location.hash, plain);
  });
}

/** @param {string | null} words */
async function open(words) {
  try {
    const opened = await unsealed(words);
    const { article, style } = articleOf(opened.article);
    checkIn(article, opened.derive);
    document.adoptedStyleSheets = [style];
    place.replaceChildren(article);
    // Beside the way out: at hand where others may come by, out of the way where a link is at hand.
    article.querySelector(withWords ? "nav > a[rel]" : "footer a[rel]")?.before(lock);
    document.title = article.dataset.tabTitle || title;
    shell.lang = article.lang || lang;
    shell.dir = article.dir || dir;
    // The words, and whatever else was typed, go with the form; an open page has a heading of its own.
    part("lock-state").replaceChildren();
    touched = Date.now();
    const first = article.querySelector("h1");
    status.textContent = first?.textContent ?? "";
    if (words !== null) focusOn(first);
    document.body.dataset.unlocked = "";
  } catch (error) {
    refused(error, words);
  }
}

/** @param {unknown} error @param {string | null} words */
function refused(error, words) {
  if (!(error instanceof Refusal)) return old(error);
  const check = error.check === "magic" ? "mode" : error.check;
  if (check === "commitment" && words !== null) {
    const field = part("lock-words");
    part("lock-wait").hidden = true;
    part("lock-wrong").hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "lock-wrong lock-hint");
    show("text");
    field.focus();
    return;
  }
  if (check === "link" && !location.hash) return alarmed("bare");
  // All checks without a state of their own mean damage.
  alarmed(document.getElementById(`state-${check}`) ? check : "damaged");
}

/** This browser cannot open the page. @param {unknown} error what it says of that itself */
function old(error) {
  alarmed("old");
  part("lock-lack").append(` (${error})`);
}

/** The words as letters or as dots. @param {"text" | "password"} type */
function show(type) {
  const button = part("lock-show");
  /** @type {HTMLInputElement} */ (part("lock-words")).type = type;
  button.textContent = button.dataset[type] ?? "";
}

/** The form for the words, ready to be filled in. */
function ask() {
  state("words");
  const [wrong, wait] = ["lock-wrong", "lock-wait"].map(part);
  const field = /** @type {HTMLInputElement} */ (part("lock-words"));
  const [first, second] = saltOf(file);
  const name = (65536 + 256 * first + second).toString(16).slice(1);
  /** @type {HTMLInputElement} */ (part("lock-name")).value += ` ${name.toUpperCase()}`;
  sent(() => {
    if (!wait.hidden) return;
    wrong.hidden = true;
    wait.hidden = false;
    status.textContent = wait.textContent;
    field.removeAttribute("aria-invalid");
    void open(field.value);
  });
  part("lock-show").addEventListener("click", () => show(field.type === "text" ? "password" : "text"));
}

/** Take the article out of the page and say how it opens again. @param {string} name */
function shut(name) {
  place.replaceChildren();
  document.adoptedStyleSheets = [];
  document.title = title;
  shell.lang = lang;
  shell.dir = dir;
  delete document.body.dataset.unlocked;
  if (name === "words") ask();
  else state(name);
}

/** @param {HTMLElement | null} target */
function focusOn(target) {
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/**
 * Places on the page are reached by script: a new fragment would push the key out of the address.
 * What one comes from is kept, so that Back leads there.
 * @param {Event} event
 */
function followed(event) {
  const anchor = /** @type {Element} */ (event.target).closest("a");
  const href = anchor?.getAttribute("href");
  if (!anchor || !href) return;
  if (href.startsWith("#")) {
    event.preventDefault();
    const target = document.getElementById(href.slice(1));
    target?.closest("details")?.setAttribute("open", "");
    history.pushState(null, "");
    target?.scrollIntoView();
    focusOn(target);
  } else if (href === part("lock-leave").getAttribute("href")) {
    event.preventDefault();
    document.body.replaceChildren();
    location.replace(anchor.href);
  }
}

function lockNow() {
  if (!withWords) {
    if (!confirm(lock.dataset.ask)) return;
    history.replaceState(null, "", location.pathname + location.search);
  }
  shut(withWords ? "words" : "locked");
  focusOn(part(withWords ? "lock-words" : "lock-title"));
}

/** A page that words open is blank while nobody looks, and shuts when nobody has touched it for long. */
function guarded() {
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
  }
  const check = () => {
    if (place.firstChild && Date.now() - touched >= RELOCK_MS) shut("words");
  };
  setInterval(check, 5000);
  document.addEventListener("visibilitychange", () => {
    place.hidden = document.hidden;
    check();
  });
  addEventListener("pagehide", () => shut("words"));
}

async function begin() {
  try {
    file = Uint8Array.from(atob(/** @type {HTMLTemplateElement} */ (part("sealed")).content.textContent ?? ""), (sign) => sign.charCodeAt(0));
  } catch {
    return state("damaged");
  }
  if (!isSecureContext && location.protocol === "http:") return state("insecure");
  if (!document.adoptedStyleSheets) throw new Error("adoptedStyleSheets");
  new CSSStyleSheet().replaceSync("");
  withWords = modeOf(file) === 2;
  // A link shows by itself what a browser lacks; before words are typed it is asked.
  if (withWords) await tried();
  document.addEventListener("click", followed);
  lock.addEventListener("click", lockNow);
  const keep = part("lock-copy");
  keep.onclick = () => keep.setAttribute("href", URL.createObjectURL(copy));
  addEventListener("hashchange", () => location.hash && location.reload());
  addEventListener("pageshow", (event) => event.persisted && !place.firstChild && location.reload());
  if (!withWords) {
    state("opening");
    return open(null);
  }
  guarded();
  return linkOf(location.hash).then(ask, (error) => refused(error, null));
}

begin().catch(old);
