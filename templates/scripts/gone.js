// @ts-check
/**
 * Gone: what a host shows where nothing is. A link whose # was sent as %23 ends here too, since a browser then takes
 * the code for a part of the address: it is known by that, and leads to where it meant.
 */
const [, home, code] = /^(.*\/p\/[0-9a-f]{32})(?![0-9a-f]).*?%(?:25)*23(.*)$/i.exec(location.pathname) ?? [];

if (home) {
  const changed = /** @type {HTMLElement} */ (document.getElementById("changed"));
  // The whole address, not the path alone: one that begins with two slashes would lead to another site.
  changed.querySelector("a")?.setAttribute("href", `${location.origin}${home}/#${code}`);
  changed.hidden = false;
  document.getElementById("gone")?.remove();
}
