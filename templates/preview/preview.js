// @ts-check
/**
 * Preview: follows the plans as they are saved, and sorts and filters the overview.
 * What changed is put in place of what stood there, so that the eye, the keyboard and what is open stay where they were.
 * Where that cannot be, the page is loaded again; what has to outlast it lies in the history entry, nowhere else.
 */
{
  const part = (/** @type {string} */ id, /** @type {Document} */ from = document) => from.getElementById(id);
  const find = /** @type {HTMLInputElement | null} */ (part("find"));
  const sort = /** @type {HTMLSelectElement | null} */ (part("sort"));
  /** How long a sealed page may take to open before its place is given up. */
  const PATIENCE_MS = 5000;

  /** Which details are open, by their place. @param {ParentNode | null | undefined} shown */
  const opened = (shown) =>
    [...(shown?.querySelectorAll("details") ?? [])].flatMap((one, index) => (one.open ? [index] : []));

  /** @param {ParentNode} shown @param {number[]} places */
  const open = (shown, places) => {
    const details = shown.querySelectorAll("details");
    for (const place of places) details[place]?.setAttribute("open", "");
  };

  const REACHED_BY_KEYS = "a, summary, [tabindex]";

  /**
   * An element in place of another, with the same details open and the same part of it in focus; where nothing else
   * differs the old one stays.
   */
  const exchange = (/** @type {Element | null} */ old, /** @type {Element | null} */ next) => {
    if (!old || !next) return;
    const fresh = /** @type {Element} */ (old.ownerDocument.adoptNode(next));
    open(fresh, opened(old));
    if (old.isEqualNode(fresh)) return;
    const focus = [...old.querySelectorAll(REACHED_BY_KEYS)].findIndex((one) => one === old.ownerDocument.activeElement);
    old.replaceWith(fresh);
    const same = /** @type {HTMLElement | undefined} */ (fresh.querySelectorAll(REACHED_BY_KEYS)[focus]);
    same?.focus({ preventScroll: true });
  };

  // ---- a plan's page in its frame

  const framed = () => /** @type {HTMLIFrameElement | null} */ (part("shown"));
  /** The page, and where there is room the same in the width of a phone. */
  const frames = () => [...document.querySelectorAll("iframe")].filter((one) => one.offsetWidth);

  /** Put down what the next load needs. */
  const keep = () => {
    const inner = framed()?.contentWindow;
    const inside = opened(framed()?.contentDocument);
    const own = opened(document);
    history.replaceState({ inner: inner?.scrollY ?? 0, inside, own, find: find?.value, sort: sort?.value }, "");
  };

  /** Bring the framed page back to where it was, once it is there: a sealed one takes a moment to open. */
  const settle = (
    /** @type {HTMLIFrameElement} */ frame,
    /** @type {{ inner: number, inside: number[] }} */ state,
    began = performance.now(),
  ) => {
    const inner = frame.contentWindow;
    const shown = frame.contentDocument;
    if (!inner || !shown || performance.now() - began > PATIENCE_MS) return;
    if (!shown.querySelector("article")) {
      requestAnimationFrame(() => settle(frame, state, began));
      return;
    }
    open(shown, state.inside);
    inner.scrollTo(0, state.inner);
  };

  const frame = framed();
  if (frame) {
    const state = history.state;
    open(document, state?.own ?? []);
    if (state?.inside) frame.addEventListener("load", () => settle(frame, state), { once: true });
  }

  /** Show a page in its frame. */
  const fill = (/** @type {HTMLIFrameElement} */ frame) => {
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
  };

  /** Fill each frame that has come into sight. */
  const fillAll = () => {
    for (const one of frames()) if (!one.src) fill(one);
  };
  fillAll();
  addEventListener("resize", fillAll);

  /** The article as it is now in place of the one that is shown; the page is loaded again where there is none. */
  const exchangePage = (/** @type {HTMLIFrameElement} */ frame, /** @type {Document | null} */ now) => {
    const shown = frame.contentDocument?.querySelector("article");
    const article = now?.querySelector("article");
    if (shown && article) {
      exchange(shown, /** @type {Element} */ (article.cloneNode(true)));
      return;
    }
    const state = { inner: frame.contentWindow?.scrollY ?? 0, inside: opened(frame.contentDocument) };
    frame.addEventListener("load", () => settle(frame, state), { once: true });
    frame.contentWindow?.location.reload();
  };

  // ---- the overview

  const plain = (/** @type {string} */ words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rowsOf = (/** @type {Document} */ from) => /** @type {HTMLElement[]} */ ([...from.querySelectorAll(".row")]);
  /** Which plans stand below which heading; as long as it is the same, rows are exchanged one by one. */
  const outline = (/** @type {Document} */ from) =>
    [...from.querySelectorAll(".group:not(#together) .group__title, .group:not(#together) .row")]
      .map((one) => /** @type {HTMLElement} */ (one).dataset.plan ?? one.textContent)
      .join("\n");

  const standing = outline(document);
  const homes = new Map(rowsOf(document).map((row) => [row.dataset.plan, row.parentElement]));

  const arrange = () => {
    if (!find || !sort) return;
    const words = new Intl.Collator(document.documentElement.lang);
    /** @type {Record<string, (a: DOMStringMap, b: DOMStringMap) => number>} */
    const compare = {
      who: (a, b) => words.compare(a.who ?? "", b.who ?? ""),
      last: (a, b) => words.compare(b.last ?? "", a.last ?? ""),
      review: (a, b) => words.compare(a.review || "9", b.review || "9"),
    };
    const rows = rowsOf(document);
    const asked = plain(find.value).split(/\s+/).filter(Boolean);
    const order = compare[sort.value];
    const together = part("together")?.querySelector("ul");
    for (const row of rows) {
      const text = asked.length ? plain(row.textContent ?? "") : "";
      row.hidden = !asked.every((word) => text.includes(word));
    }
    if (order) together?.append(...rows.sort((a, b) => order(a.dataset, b.dataset)));
    else if (together?.firstElementChild) {
      const byPlan = new Map(rows.map((row) => [row.dataset.plan, row]));
      for (const [plan, home] of homes) home?.append(byPlan.get(plan) ?? "");
    }
    for (const group of document.querySelectorAll(".group")) {
      group.toggleAttribute("hidden", !group.querySelector(".row:not([hidden])"));
    }
    const count = part("count");
    if (count) {
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = asked.length
        ? (count.dataset.some ?? "").replace("{shown}", String(shown)).replace("{all}", String(rows.length))
        : "";
    }
  };

  /** Each row that differs in place of the old one; false where the plans stand otherwise now. */
  const exchangeRows = (/** @type {Document} */ next) => {
    if (outline(next) !== standing) return false;
    const olds = new Map(rowsOf(document).map((row) => [row.dataset.plan, row]));
    for (const row of rowsOf(next)) {
      const old = olds.get(row.dataset.plan);
      if (!old) continue;
      row.hidden = old.hidden;
      exchange(old, row);
    }
    return true;
  };

  if (find && sort) {
    find.value = history.state?.find ?? "";
    sort.value = history.state?.sort ?? "";
    for (const field of [find, sort]) {
      field.addEventListener("input", () => {
        arrange();
        keep();
      });
    }
    part("seek")?.toggleAttribute("hidden", false);
    arrange();
  }

  // ---- following

  /** A page of this preview, unread: it runs nothing. @returns {Promise<Document | null>} */
  const load = (/** @type {string} */ address) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("GET", address);
      request.responseType = "document";
      request.addEventListener("load", () => resolve(request.response));
      request.addEventListener("error", () => reject(new Error("the preview has stopped")));
      request.send();
    });

  /** Show what is there now. */
  const refresh = async () => {
    const old = framed();
    const source = old?.dataset.src ?? "";
    const isOpen = source.includes("/page/");
    const [next, article] = await Promise.all([
      load(location.href),
      isOpen ? load(source.replace("/page/", "/article/")) : null,
    ]);
    const now = next && /** @type {HTMLIFrameElement | null} */ (part("shown", next));
    if (!next || (old ? now?.dataset.src !== source : now || !exchangeRows(next))) {
      keep();
      location.reload();
      return;
    }
    const isDressedAlike = old?.dataset.around === now?.dataset.around;
    if (old && now) old.dataset.around = now.dataset.around;
    document.title = next.title;
    document.body.dataset.events = next.body.dataset.events;
    for (const name of [".desk__bar", ".desk__says", ".head"]) exchange(document.querySelector(name), next.querySelector(name));
    const [box, mend] = [document.querySelector(".mend"), next.querySelector(".mend")];
    if (box && mend) exchange(box, mend);
    else if (mend) document.querySelector(old ? ".desk__frames" : "main")?.before(document.adoptNode(mend));
    else box?.remove();
    for (const one of frames()) exchangePage(one, isDressedAlike ? article : null);
    if (!old) arrange();
  };

  let isBehind = false;
  let isBusy = false;
  const catchUp = async () => {
    isBehind = true;
    if (isBusy) return;
    isBusy = true;
    try {
      while (isBehind) {
        isBehind = false;
        await refresh();
      }
    } catch {
      part("lost")?.toggleAttribute("hidden", false);
    } finally {
      isBusy = false;
    }
  };

  /** @type {EventSource | undefined} */
  let events;
  const follow = () => {
    events?.close();
    if (document.hidden) return; // a browser has few connections for one host, and a hidden page needs none
    events = new EventSource(document.body.dataset.events ?? "");
    events.onopen = () => part("lost")?.toggleAttribute("hidden", true);
    events.onerror = () => part("lost")?.toggleAttribute("hidden", false);
    events.onmessage = catchUp;
  };
  addEventListener("pagehide", () => events?.close());
  document.addEventListener("visibilitychange", follow);
  follow();
}
