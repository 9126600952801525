/* "Add to agenda" under an exhibit: the agendas are asked for when the list is opened; an exhibit is named by its address. */
(function () {
  "use strict";
  const asked = new Map(); // number -> the panel that waits
  let number = 0;
  /* Of one act: sent again, by whatever stands between here and the server, it creates nothing more. */
  const actKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const ask = (panel, what) => {
    number += 1;
    asked.set(number, panel);
    window.dash_clientside.set_props("agenda-asked", { data: { number, key: actKey(), ...what } });
  };

  const buttonOf = (panel) => document.querySelector(`[data-agenda-add="${CSS.escape(panel.id)}"]`);

  const make = (name, kind, text) => {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = text;
    return element;
  };

  const choice = (panel, agenda, text, words) => {
    const button = make("button", "action", text);
    button.type = "button";
    button.addEventListener("click", () => {
      const address = panel.closest(".exhibit")?.querySelector(".exhibit-foot [data-copy]")?.dataset.copy ?? "";
      say(panel, "Adding…");
      ask(panel, { act: "add", address, agenda });
    });
    const line = document.createElement("li");
    line.append(button);
    if (words) line.append(" ", make("span", "files-says", words));
    return line;
  };

  const show = (panel, agendas) => {
    const list = make("ul", "agenda-list", "");
    list.append(...agendas.map(({ id, title, words }) => choice(panel, id, title, words)));
    list.append(choice(panel, "", "New agenda", "begins with this exhibit"));
    panel.querySelector(".agenda-choices").replaceChildren(list);
    list.querySelector("button").focus();
  };

  const say = (panel, words, link) => {
    const place = panel.querySelector(".agenda-said");
    place.replaceChildren(words);
    if (link) {
      const anchor = make("a", "", "Open it");
      anchor.href = link;
      place.append(". ", anchor);
    }
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    agendas: {
      added(told) {
        const panel = asked.get(told?.number);
        asked.delete(told?.number);
        if (panel?.isConnected) {
          if (told.agendas) {
            say(panel, "");
            show(panel, told.agendas);
          } else {
            say(panel, told.problem ?? told.said, told.href);
          }
        }
        return window.dash_clientside.no_update;
      },
    },
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-agenda-add]");
    if (!button) return;
    // the shell opens and closes panels with the same click, before or after this
    setTimeout(() => {
      const panel = document.getElementById(button.dataset.agendaAdd);
      if (!panel || panel.hidden) return;
      panel.querySelector(".agenda-choices").replaceChildren();
      say(panel, "Looking for agendas…");
      ask(panel, { act: "list" });
    });
  });

  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" ? event.target.closest(".agenda-panel") : null;
    if (!panel) return;
    const button = buttonOf(panel);
    button?.click();
    button?.focus();
  });
})();
