// @ts-check
/**
 * Hand over: what the therapist will read, and the ways to bring the text to them. Nothing here sends it.
 * Makes elements; touches the clipboard, the sheet to share from and a file, each when it is asked for.
 */
import { button, live, made } from "./controls.js";

/** @param {string} text @param {HTMLTextAreaElement} field @param {HTMLElement} done @param {Record<string, string>} said */
async function copied(text, field, done, said) {
  try {
    await navigator.clipboard.writeText(text);
    done.textContent = said.copied;
  } catch {
    field.select();
    done.textContent = said.notCopied;
  }
}

/** @param {string} text @param {HTMLTextAreaElement} field @param {HTMLElement} done @param {Record<string, string>} said */
function waysOf(text, field, done, said) {
  const ways = [button(said.copy, () => void copied(text, field, done, said), "button")];
  // Who shuts the sheet has changed their mind.
  const shared = () => void navigator.share({ text }).catch(() => {});
  if (navigator.share) ways.push(button(said.share, shared));
  const href = URL.createObjectURL(new Blob([text, "\n"], { type: "text/plain" }));
  return made("div", { className: "acts" }, ...ways, made("a", { href, download: "note.txt", className: "button button--quiet" }, said.save));
}

/**
 * What stands there before a reply is handed over, its heading first.
 * @param {string} text @param {HTMLElement[]} lines what it says @param {Node | string} help whom to call
 * @param {Record<string, string>} said @param {() => void} gone
 */
export function handingOver(text, lines, help, said, gone) {
  const field = made("textarea", { readOnly: true, rows: 3, value: text });
  const done = live();
  return [
    made("h3", { tabIndex: -1 }, said.willRead),
    ...lines,
    made("div", { className: "help" }, made("p", {}, said.notSent), help),
    waysOf(text, field, done, said),
    made("label", { className: "field small" }, said.theText, field),
    done,
    button(said.handed, gone),
  ];
}
