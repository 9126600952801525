/* An agenda's form: saved as it is written, one question to the server at a time; items moved by hand and by keyboard.
   The script reads the form as it stands on the screen; the server knows which version it was made from. */
(function () {
  "use strict";
  const IDLE_MS = 1500; // after the last letter
  const TRIES = 30;
  let told = null;
  let number = 0;
  let pending = null;
  let waiting = null; // an act asked for while another was under way
  let dirty = false;
  let blocked = false;
  let refused = false; // what stands in the form is not saved, and asking again would not help
  let idle = 0;

  /* Of one act: sent again, by whatever stands between here and the server, it creates nothing more. */
  const actKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const $ = (id) => document.getElementById(id);
  const here = () => $("convene-said") !== null;
  const items = () => [...document.querySelectorAll("#convene-list > [data-convene-item]")];
  const say = (words) => {
    const place = $("convene-said");
    if (place && place.textContent !== words) place.textContent = words;
  };
  const faults = (sentences) => {
    $("convene-faults")?.replaceChildren(
      ...sentences.map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
      }),
    );
  };

  /* --- asking ------------------------------------------------------------------------------------------------------ */

  const value = (holder, part) => holder.querySelector(`[data-convene-field="${part}"] :is(input, select, textarea)`)?.value ?? "";
  const read = () => {
    const about = document.querySelector(".convene-about");
    return {
      title: value(about, "title"),
      length: value(about, "length"),
      items: items().map((item) => ({
        id: item.dataset.conveneItem,
        ...Object.fromEntries(["line", "notes", "minutes", "question", "row", "column"].map((part) => [part, value(item, part)])),
      })),
    };
  };

  function ask(act, more = {}) {
    if (!told || blocked || !here()) return;
    clearTimeout(idle);
    if (pending) {
      // an act of the list wins over mere saving: both write what stands in the form
      if (act !== "save" || !waiting) waiting = { act, more };
      return;
    }
    // what is being typed is handed to Dash first: a list that comes back anew must not bring old words
    if (act !== "save" && document.activeElement?.matches(".convene-page input, .convene-page textarea")) document.activeElement.blur();
    number += 1;
    pending = number;
    dirty = false;
    say("Saving…");
    const data = { agenda: told.agenda, version: told.version, number, act, key: actKey(), ...more, ...read() };
    window.dash_clientside.set_props("convene-asked", { data });
  }

  function next() {
    pending = null;
    const after = waiting;
    waiting = null;
    if (after) ask(after.act, after.more);
    else if (dirty) ask("save");
  }

  function answer(data) {
    if (data.version) told = data;
    blocked = Boolean(data.blocked);
    faults(data.faults ?? []);
    refused = Boolean(data.faults);
    if (data.faults) {
      dirty = false;
      waiting = null;
      say("Not saved yet");
    } else {
      say([data.said, data.when].filter(Boolean).join(" "));
    }
    if (data.act !== "save") offerUndo(data.undo);
    if (blocked) focusSoon(() => $("convene-conflict-title"), TRIES);
    else if (data.focus !== undefined && data.act !== "save") focusSoon(() => target(data), TRIES);
    next();
  }

  /* --- where the focus goes ---------------------------------------------------------------------------------------- */

  function target({ focus, part, act }) {
    if (act === "remove") return $("convene-undo");
    if (act?.endsWith("-all")) return document.querySelector(`[data-convene-act="${act}"]`);
    const item = $(`convene-item-${focus}`);
    if (part === "keep" || part === "release") return item?.querySelector(`[data-convene-act="keep"]`);
    return item?.querySelector("[data-convene-handle]");
  }

  /* Once it stands there; and again while Dash still puts the list in, but only if nothing else has the focus meanwhile. */
  function focusSoon(find, tries, given = false) {
    const element = find();
    if (element && (!given || document.activeElement === document.body)) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest" });
      given = true;
    }
    if (tries > 0) setTimeout(() => focusSoon(find, given ? Math.min(tries, 4) - 1 : tries - 1, given), 50);
  }

  function offerUndo(undo) {
    const button = $("convene-undo");
    if (!button) return;
    button.hidden = !undo;
    button.dataset.item = undo?.item ?? "";
    button.dataset.source = undo?.source ?? "";
  }

  /* --- what people do ---------------------------------------------------------------------------------------------- */

  const itemOf = (element) => element.closest("[data-convene-item]")?.dataset.conveneItem ?? "";

  function clicked(event) {
    const near = (name) => event.target.closest(`[data-convene-${name}]`);
    const act = near("act");
    const choice = near("choice");
    const share = near("share");
    if (act) ask(act.dataset.conveneAct, { item: itemOf(act) });
    if (choice) choose(choice.dataset.conveneChoice);
    if (share) copy(share);
    if (near("print")) window.print();
    if (event.target.id === "convene-undo") ask("restore", { item: event.target.dataset.item, source: Number(event.target.dataset.source) });
  }

  function choose(choice) {
    if (pending) return;
    number += 1;
    pending = number;
    blocked = false;
    const { conveneMine: mine } = $("convene-conflict-section").dataset;
    window.dash_clientside.set_props("convene-choice", { data: { agenda: told.agenda, number, choice, mine, key: actKey() } });
  }

  async function copy(button) {
    const before = button.textContent;
    const address = new URL(button.dataset.conveneShare, window.location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = before), 1600);
      const announcer = $("announcer");
      if (announcer) announcer.textContent = "Share link copied.";
    } catch {
      window.prompt("Copy this link", address);
    }
  }

  function keyed(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target.closest("[data-convene-item]");
    if (!item || event.target.matches("select")) return;
    event.preventDefault();
    ask(event.key === "ArrowUp" ? "up" : "down", { item: item.dataset.conveneItem });
  }

  function written(event) {
    if (!event.target.closest("[data-convene-field]") || !told) return;
    if (event.target.closest("[data-convene-field='city']")) return;
    dirty = true;
    say("Not saved yet");
    clearTimeout(idle);
    idle = setTimeout(() => dirty && ask("save"), event.type === "change" ? 50 : IDLE_MS);
  }

  /* --- dragging: the item follows the pointer, a line shows where it would go, the server puts it there ------------ */

  let drag = null;

  function down(event) {
    const handle = event.target.closest("[data-convene-handle]");
    if (!handle || event.button > 0) return;
    drag = { item: handle.closest("[data-convene-item]"), from: event.clientY, handle, pointer: event.pointerId, to: null };
    handle.setPointerCapture(event.pointerId);
  }

  function move(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const by = event.clientY - drag.from;
    if (!drag.moves && Math.abs(by) < 6) return;
    drag.moves = true;
    drag.item.classList.add("dragged");
    drag.item.style.transform = `translateY(${by}px)`;
    const others = items().filter((item) => item !== drag.item);
    others.forEach((item) => item.removeAttribute("data-drop"));
    const middle = (item) => {
      const { top, height } = item.getBoundingClientRect();
      return top + height / 2;
    };
    const own = middle(drag.item);
    const below = others.find((item) => own < middle(item));
    drag.to = below ? others.indexOf(below) : others.length;
    if (below) below.dataset.drop = "before";
    else if (others.length) others[others.length - 1].dataset.drop = "after";
    const edge = 60;
    if (event.clientY < edge) window.scrollBy(0, -14);
    if (event.clientY > window.innerHeight - edge) window.scrollBy(0, 14);
  }

  function up(event) {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { item, to, moves } = drag;
    drag = null;
    items().forEach((each) => each.removeAttribute("data-drop"));
    item.classList.remove("dragged");
    item.style.transform = "";
    if (!moves || to === null || event.type === "pointercancel") return;
    const order = items().filter((each) => each !== item).map((each) => each.dataset.conveneItem);
    order.splice(to, 0, item.dataset.conveneItem);
    if (order.some((id, place) => items()[place].dataset.conveneItem !== id)) ask("order", { item: item.dataset.conveneItem, order });
  }

  /* --- bringing an agenda as a file: the one input Dash has no element for ----------------------------------------- */

  function bringing() {
    const place = document.querySelector("[data-convene-import]");
    if (!place || place.firstChild) return;
    const label = document.createElement("label");
    label.className = "convene-field";
    const words = document.createElement("span");
    words.className = "convene-label";
    words.textContent = "File of an agenda";
    const input = document.createElement("input");
    Object.assign(input, { type: "file", accept: ".json,application/json", className: "form-control", id: "convene-file" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      const text = file.size > 400000 ? "x".repeat(400001) : await file.text();
      window.dash_clientside.set_props("convene-brought", { data: { name: file.name.slice(0, 200), text } });
      input.value = "";
    });
    label.append(words, input);
    place.append(label);
  }
  new MutationObserver(bringing).observe(document.documentElement, { childList: true, subtree: true });

  /* --- the server's answers ---------------------------------------------------------------------------------------- */

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    convene: {
      told(data) {
        const none = window.dash_clientside.no_update;
        if (!data) return none;
        if (data.number === 0) {
          // the page was opened: nothing of an earlier one counts
          [told, pending, waiting, dirty, blocked, refused] = [data, null, null, false, false, false];
          return none;
        }
        if (data.number === pending) answer(data);
        return none;
      },
      /* Nothing is under way any more, answered or not: a failure is said by the notice on top of the page. */
      running(is) {
        const asked = pending;
        if (!is && asked) {
          setTimeout(() => {
            if (pending !== asked) return;
            pending = null;
            dirty = true;
            say("Not saved yet");
          }, 400);
        }
        return window.dash_clientside.no_update;
      },
      current: () => told,
    },
  });

  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyed);
  document.addEventListener("input", written);
  document.addEventListener("change", written);
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", up);
  window.addEventListener("beforeunload", (event) => {
    if ($("convene-said") && (dirty || pending || refused)) event.preventDefault();
  });
  /* The notice on top says why; "Try again" there brings the answer to the question that is still open. */
  window.addEventListener("connection:failed", ({ detail }) => {
    if (!here() || !detail.output.includes("convene-told")) return;
    say("Not saved yet");
    if (!detail.again) pending = null;
  });
})();
