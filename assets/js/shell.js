/* The shell's own behaviour: panels, copied links, the search key, where focus goes, and the address bar. */
(function () {
  "use strict";
  const say = (words) => {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = words;
  };
  let shown = null;

  const markCurrent = (path) => {
    document.querySelectorAll("header.top nav a").forEach((link) => {
      const target = new URL(link.href).pathname;
      const current = target === "/" ? path === "/" : path === target || path.startsWith(target + "/");
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  };

  /* On paper the address stands at the foot, and charts drawn for a dark screen need dark letters. */
  const foot = document.createElement("p");
  foot.className = "print-only print-address";
  document.body.append(foot);
  const readyForPaper = () => {
    const day = new Date().toLocaleDateString("en-US", { day: "numeric", month: "long", year: "numeric", timeZone: "America/Phoenix" });
    foot.textContent = `Printed ${day}: ${window.location.href.replace(/#print$/, "")}`;
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.toggleAttribute("data-charts-dark", dark);
  };
  readyForPaper();
  window.addEventListener("beforeprint", readyForPaper);

  const focusHeading = (tries) => {
    const heading = document.querySelector("#main h1");
    if (!heading) {
      if (tries > 0) setTimeout(() => focusHeading(tries - 1), 60);
      return;
    }
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    shell: {
      /* A page was reached: mark it in the navigation; after the first one move focus to its heading. */
      arrived(path) {
        markCurrent(path || "/");
        if (shown !== null && shown !== path) {
          window.scrollTo(0, 0);
          setTimeout(() => focusHeading(20), 60);
        }
        shown = path;
        readyForPaper();
        return window.dash_clientside.no_update;
      },
      /* A control changed the state: write it into the address bar, one history entry a state. */
      remember(address) {
        if (address && address !== window.location.pathname + window.location.search) {
          window.history.pushState({}, "", address);
        }
        readyForPaper();
        return window.dash_clientside.no_update;
      },
      /* The server kept what a copied address shows and gives its link. */
      kept(told) {
        keeping.get(told?.number)?.(told);
        keeping.delete(told?.number);
        return window.dash_clientside.no_update;
      },
    },
  });

  /* Back and forward: the router only knows addresses it wrote itself, so it is told plainly, and nobody else answers. */
  window.addEventListener(
    "popstate",
    (event) => {
      if (!window.dash_clientside.set_props) return;
      event.stopImmediatePropagation();
      const { pathname, search, hash, href } = window.location;
      window.dash_clientside.set_props("_pages_location", { pathname, search, hash, href });
    },
    true,
  );

  const redraw = () => {
    if (window.dash_clientside.set_props) {
      const wide = window.matchMedia("(max-width: 640px)").matches;
      const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
      window.dash_clientside.set_props("viewport", { data: String(wide) + String(dark) });
    }
  };
  window.matchMedia("(max-width: 640px)").addEventListener("change", redraw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  const toggle = (button) => {
    const panel = document.getElementById(button.dataset.togglePanel);
    if (!panel) return;
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  };

  /* Without an answer in time the readable address is copied, which says less but still works. */
  const KEEP_MILLISECONDS = 3000;
  const keeping = new Map();
  const keep = (address) =>
    new Promise((resolve) => {
      const number = keeping.size + Date.now();
      keeping.set(number, resolve);
      setTimeout(() => resolve({ address, said: "The numbers were not kept with it: no answer in time." }), KEEP_MILLISECONDS);
      window.dash_clientside.set_props("keep-asked", { data: { address, number } });
    });

  const toClipboard = async (address) => {
    try {
      // handed over at once, still inside the click: some browsers allow no later writing
      const text = address.then((words) => new Blob([words], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    } catch {
      try {
        await navigator.clipboard.writeText(await address);
      } catch {
        window.prompt("Copy this link", await address);
      }
    }
  };

  const copy = async (button) => {
    const before = button.textContent;
    const { pathname, search } = new URL(button.dataset.copy, window.location.href);
    const told = keep(pathname + search);
    await toClipboard(told.then(({ address }) => new URL(address, window.location.href).href));
    const { said } = await told;
    button.textContent = said ? "Copied without its numbers" : "Copied";
    button.title = said;
    say(`Link copied. ${said}`.trim());
    setTimeout(() => (button.textContent = before), said ? 5000 : 1600);
  };

  /* A citation holds the link that keeps the numbers: the server makes it from the address that "Copy link" copies. */
  const cite = async (button) => {
    const place = document.getElementById(button.dataset.copyCitation);
    const { href, pathname, search } = new URL(button.closest(".exhibit").querySelector("[data-copy]").dataset.copy, window.location.href);
    const told = keep(pathname + search);
    await toClipboard(told.then(({ citation }) => citation ?? (place.textContent || href)));
    const { citation, said } = await told;
    if (citation) place.textContent = citation;
    button.textContent = said ? "Copied without its numbers" : "Copied";
    button.title = said;
    say(`Citation copied. ${said}`.trim());
    setTimeout(() => (button.textContent = "Copy"), said ? 5000 : 1600);
  };

  document.addEventListener("click", (event) => {
    const cited = event.target.closest("[data-copy-citation]");
    if (cited) return cite(cited);
    const panel = event.target.closest("[data-toggle-panel]");
    if (panel) return toggle(panel);
    const link = event.target.closest("[data-copy]");
    if (link) return copy(link);
  });

  /* "/" reaches the search from anywhere; "t" opens the table of the exhibit that has focus. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("search-box")?.focus();
    } else if (event.key === "t") {
      const button = event.target.closest(".exhibit")?.querySelector("[data-toggle-panel$='-table']");
      if (button) toggle(button);
    }
  });
})();
