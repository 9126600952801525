/* The import page. The chosen file stays in this browser (file_box.js): every act sends it along with what the form says, and the
   server keeps nothing before "Load". Controls are found by data-import-name, acts by data-import-act. */
(function () {
  "use strict";
  const WITH_FILE = new Set(["check", "load", "codes", "rejected"]);
  const DOING = {
    check: "Checking",
    load: "Loading",
    codes: "Checking again",
    rejected: "Writing the rejected rows of",
  };
  const TRIES = 20;
  const TYPING_MS = 350; // a date box and a closed list change with every key
  let file = null;
  let number = 0;
  let pending = null;
  let soon = 0;

  /* A request that failed is said by the notice on top of the page, which also offers to send it again. */
  const root = document.documentElement;
  const failing = () => root.hasAttribute("data-stale");
  const busy = (words) => {
    const place = document.getElementById("import-busy");
    if (place) place.textContent = words;
  };
  const box = window.dashboardsFileBox({
    page: "import",
    accept: ".csv,.txt,.tsv,.xlsx",
    tooLarge: ({ name, size }) =>
      `${name} has ${(size / 1e6).toFixed(1)} MB, and 10 MB can be brought at once. Split it by school year.`,
    taken(brought) {
      file = brought;
      if (file) ask("check", { fresh: true });
    },
  });

  function fields() {
    const found = {};
    document.querySelectorAll("[data-import-name]").forEach((holder) => {
      const control = holder.querySelector("input:checked, select, textarea, input:not([type=radio])");
      found[holder.dataset.importName] = control?.value ?? "";
    });
    return found;
  }

  function ask(act, { id = null, fresh = false, focus = true } = {}) {
    if (pending?.act === "load" && !failing()) return;
    const brings = WITH_FILE.has(act);
    if (brings && !file) return;
    // what is loaded is what the screen says: not while it is being checked anew
    if (act === "load" && (pending || soon)) return;
    clearTimeout(soon);
    soon = 0;
    number += 1;
    pending = { act, focus, number };
    box.problem("");
    busy(DOING[act] ? `${DOING[act]} ${file.name}…` : "Working…");
    const data = { act, id, fresh, number, fields: fields(), file: brings ? file : null };
    window.dash_clientside.set_props("import-asked", { data });
  }

  function toFocus(id, tries) {
    const element = document.getElementById(id);
    if (element && element.offsetParent) {
      element.focus({ preventScroll: true });
      const { top } = element.getBoundingClientRect();
      if (top < 0 || top > window.innerHeight / 2) element.scrollIntoView({ block: "start" });
      return;
    }
    if (tries > 0) setTimeout(() => toFocus(id, tries - 1), 50);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    imports: {
      begin() {
        box.begin();
        return window.dash_clientside.no_update;
      },
      told(data) {
        if (!data || data.number !== pending?.number) return window.dash_clientside.no_update;
        const { focus } = pending;
        pending = null;
        busy("");
        if (data.done) box.empty();
        if (focus && data.focus) setTimeout(() => toFocus(data.focus, TRIES), 30);
        return window.dash_clientside.no_update;
      },
    },
  });

  /* A second press for what cannot be taken back: the first one shows what it would do. */
  function reveal(button, shown) {
    const panel = document.getElementById(button.dataset.importReveal);
    if (!panel) return;
    panel.hidden = !shown;
    const opener = document.querySelector(`[data-import-reveal="${panel.id}"]:not([data-import-back])`);
    opener?.setAttribute("aria-expanded", String(shown));
    (shown ? panel.querySelector("button") : opener)?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-import-reveal], [data-import-act]");
    if (!button || button.tagName !== "BUTTON") return;
    if (button.dataset.importReveal) return reveal(button, !("importBack" in button.dataset));
    ask(button.dataset.importAct, { id: Number(button.dataset.importId) || null });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-import-act]");
    if (!form) return;
    event.preventDefault();
    ask(form.dataset.importAct);
  });
  document.addEventListener("change", (event) => {
    const holder = event.target.closest?.("[data-import-recheck]");
    if (!holder || !file) return;
    clearTimeout(soon);
    soon = setTimeout(() => {
      soon = 0;
      ask("check", { fresh: holder.dataset.importRecheck === "fresh", focus: false });
    }, TYPING_MS);
  });

  new MutationObserver(() => failing() && busy("")).observe(root, { attributes: true, attributeFilter: ["data-stale"] });
})();
