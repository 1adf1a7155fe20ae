// @ts-check
/**
 * Preview: loads the page again when its plan has changed, with the eye where it was, and sorts and filters the overview.
 * What has to outlast a load (place, open details, words to find, order) lies in the history entry, nowhere else.
 */
{
  const part = (/** @type {string} */ id) => document.getElementById(id);
  const frame = /** @type {HTMLIFrameElement | null} */ (part("shown"));
  const seek = part("seek");
  const find = /** @type {HTMLInputElement | null} */ (part("find"));
  const sort = /** @type {HTMLSelectElement | null} */ (part("sort"));
  /** How long a sealed page may take to open before its place is given up. */
  const PATIENCE_MS = 5000;

  /** Which details are open, by their place. @param {Document | null | undefined} shown */
  const opened = (shown) =>
    [...(shown?.querySelectorAll("details") ?? [])].flatMap((one, index) => (one.open ? [index] : []));

  /** @param {Document} shown @param {number[]} places */
  const open = (shown, places) => {
    const details = shown.querySelectorAll("details");
    for (const place of places) details[place]?.setAttribute("open", "");
  };

  /** Put down what the next load needs. */
  const keep = () => {
    const inner = frame?.contentWindow;
    const own = opened(document);
    const inside = opened(frame?.contentDocument);
    history.replaceState({ inner: inner?.scrollY ?? 0, inside, own, find: find?.value, sort: sort?.value }, "");
  };

  /** Bring the framed page back to where it was, once it is there: a sealed one takes a moment to open. */
  const settle = (/** @type {{ inner: number, inside: number[] }} */ state, began = performance.now()) => {
    const inner = frame?.contentWindow;
    const shown = frame?.contentDocument;
    if (!inner || !shown || performance.now() - began > PATIENCE_MS) return;
    if (!shown.querySelector("article")) {
      requestAnimationFrame(() => settle(state, began));
      return;
    }
    open(shown, state.inside);
    inner.scrollTo(0, state.inner);
  };

  if (frame) {
    const state = history.state;
    open(document, state?.own ?? []);
    if (state?.inside) frame.addEventListener("load", () => settle(state), { once: true });
    // A way out of the plan opens beside it: the frame may show nothing but this preview.
    frame.addEventListener("load", () =>
      frame.contentDocument?.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href^=http]"));
        if (link) link.target = "_blank";
      }),
    );
    // Not in the markup: a browser that loads a page again would take the frame's old address from its memory.
    frame.src = frame.dataset.src ?? "";
  }

  // ---- following the plan

  /** @type {EventSource | undefined} */
  let events;
  const follow = () => {
    events?.close();
    if (document.hidden) return; // a browser has few connections for one host, and a hidden page needs none
    events = new EventSource(document.body.dataset.events ?? "");
    const lost = part("lost");
    events.onopen = () => lost?.toggleAttribute("hidden", true);
    events.onerror = () => lost?.toggleAttribute("hidden", false);
    events.onmessage = () => {
      events?.close();
      keep();
      location.reload();
    };
  };
  addEventListener("pagehide", () => events?.close());
  document.addEventListener("visibilitychange", follow);
  follow();

  // ---- the overview

  const plain = (/** @type {string} */ words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  if (seek && find && sort) {
    const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".row")]);
    const homes = rows.map((row) => row.parentElement);
    const texts = rows.map((row) => plain(row.textContent ?? ""));
    const together = part("together");
    const groups = [...document.querySelectorAll(".group")];
    const count = part("count");
    const words = new Intl.Collator(document.documentElement.lang);
    const compare = {
      who: (/** @type {DOMStringMap} */ a, /** @type {DOMStringMap} */ b) => words.compare(a.who ?? "", b.who ?? ""),
      last: (/** @type {DOMStringMap} */ a, /** @type {DOMStringMap} */ b) => words.compare(b.last ?? "", a.last ?? ""),
      review: (/** @type {DOMStringMap} */ a, /** @type {DOMStringMap} */ b) =>
        words.compare(a.review || "9", b.review || "9"),
    };

    const arrange = () => {
      const asked = plain(find.value).split(/\s+/).filter(Boolean);
      const order = compare[/** @type {keyof typeof compare} */ (sort.value)];
      rows.forEach((row, index) => {
        row.hidden = !asked.every((word) => texts[index].includes(word));
        if (!order) homes[index]?.append(row);
      });
      if (order) together?.querySelector("ul")?.append(...[...rows].sort((a, b) => order(a.dataset, b.dataset)));
      for (const group of groups) group.toggleAttribute("hidden", !group.querySelector(".row:not([hidden])"));
      const shown = rows.filter((row) => !row.hidden).length;
      if (count) {
        count.textContent = asked.length
          ? (count.dataset.some ?? "").replace("{shown}", String(shown)).replace("{all}", String(rows.length))
          : "";
      }
    };

    find.value = history.state?.find ?? "";
    sort.value = history.state?.sort ?? "";
    for (const field of [find, sort]) {
      field.addEventListener("input", () => {
        arrange();
        keep();
      });
    }
    seek.hidden = false;
    arrange();
  }
}
