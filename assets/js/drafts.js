/* What was typed into a plan or an agenda and not saved yet stays in this browser, and is offered again after a reload.
   Only the fields of these two forms are kept, never a file or a student's row, and no longer than a week. */
(function () {
  "use strict";
  const PREFIX = "draft:";
  const KEPT_MS = 7 * 24 * 3600 * 1000;
  const IDLE_MS = 400;
  const FIELDS = "input:not([type=file]):not([type=hidden]), textarea, select";
  const $ = (id) => document.getElementById(id);
  const FORMS = [
    { root: ".plan-page", is: () => $("plan-unsaved"), saved: () => !$("plan-unsaved").textContent, before: () => $("plan-figures") },
    { root: ".convene-page", is: () => $("convene-said"), saved: () => /version/.test($("convene-said").textContent), before: () => $("convene-conflict") },
  ];
  let idle = 0;
  let offered = "";

  const form = () => FORMS.find((each) => document.querySelector(each.root) && each.is());
  const place = () => `${PREFIX}${window.location.pathname}`;
  const fields = (found) => [...document.querySelector(found.root).querySelectorAll(FIELDS)].filter(keyOf);
  const valueOf = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

  function keyOf(field) {
    const item = field.closest("[data-convene-item]")?.dataset.conveneItem ?? "";
    const part = field.closest("[data-convene-field]")?.dataset.conveneField ?? "";
    return part ? `${item}/${part}` : field.id;
  }

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(place()) ?? "null");
      return kept && Date.now() - kept.at < KEPT_MS ? kept : null;
    } catch {
      return null;
    }
  }

  function discard() {
    try {
      localStorage.removeItem(place());
    } catch {
      /* a browser that keeps nothing has nothing to take away */
    }
    $("draft-offer")?.remove();
  }

  function keep() {
    const found = form();
    if (!found || $("draft-offer")) return;
    if (found.saved()) {
      discard();
      return;
    }
    const values = Object.fromEntries(fields(found).map((field) => [keyOf(field), valueOf(field)]));
    try {
      localStorage.setItem(place(), JSON.stringify({ at: Date.now(), values }));
    } catch {
      /* the notice of a failed save says what is not kept */
    }
  }

  function put(field, value) {
    if (valueOf(field) === value) return;
    if (field.type === "checkbox") {
      field.click();
      return;
    }
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : field instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, value);
    for (const name of ["input", "change", "blur"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }

  function restore(kept) {
    const found = form();
    const there = new Map(fields(found).map((field) => [keyOf(field), field]));
    const lost = [];
    for (const [key, value] of Object.entries(kept.values)) {
      if (there.has(key)) put(there.get(key), value);
      else if (value && !["true", "false"].includes(value)) lost.push(value);
    }
    const offer = $("draft-offer");
    offer.replaceChildren();
    if (!lost.length) {
      discard();
      return;
    }
    offer.append(paragraph("Put back, but for what stood in rows that are not here any more. Copy it from here:"), paragraph(lost.join("\n")));
    offer.append(button("Discard", discard));
  }

  function age(at) {
    const minutes = Math.round((Date.now() - at) / 60000);
    if (minutes < 1) return "less than a minute ago";
    if (minutes < 120) return `${minutes} minute${minutes === 1 ? "" : "s"} ago`;
    return minutes < 2880 ? `${Math.round(minutes / 60)} hours ago` : `${Math.round(minutes / 1440)} days ago`;
  }

  function offer() {
    const found = form();
    if (!found) {
      offered = "";
      return;
    }
    if (offered === place()) return;
    offered = place();
    const kept = read();
    const now = new Map(fields(found).map((field) => [keyOf(field), valueOf(field)]));
    if (!kept || Object.entries(kept.values).every(([key, value]) => now.get(key) === value)) return;
    const notice = document.createElement("div");
    notice.id = "draft-offer";
    notice.className = "notice draft-offer";
    notice.setAttribute("role", "region");
    notice.setAttribute("aria-label", "Unsaved draft");
    notice.append(paragraph(`What you typed here ${age(kept.at)} was not saved. It is still in this browser.`));
    notice.append(button("Put it back", () => restore(kept)), button("Discard", discard));
    found.before()?.before(notice);
  }

  function paragraph(text) {
    const element = document.createElement("p");
    element.textContent = text;
    element.style.whiteSpace = "pre-line";
    return element;
  }

  function button(label, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "action";
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  }

  const later = () => {
    clearTimeout(idle);
    idle = setTimeout(keep, IDLE_MS);
  };
  const typed = (event) => {
    if (event.isTrusted && form() && event.target.matches?.(FIELDS)) later();
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  window.addEventListener("pagehide", keep);
  new MutationObserver((changes) => {
    offer();
    if (changes.some((change) => ["plan-said", "plan-unsaved", "convene-said"].includes(change.target.id))) later();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
