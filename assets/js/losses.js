/* The assumption desk: sliders and boxes in step, one question to the server per release, undo and redo.
   The script knows no assumption by name: a row's data attributes say what it is. The state is a query, as in the address. */
(function () {
  "use strict";
  const WHO = ["place", "population", "edition", "counted"];
  const past = { states: [], at: -1 };
  let [told, palette] = [null, {}];

  const page = () => document.querySelector(".desk-page");
  const row = (name) => document.querySelector(`.assumption[data-name="${name}"]`);
  const rows = () => [...document.querySelectorAll(".assumption")];

  /* Set a control to a value: on the screen at once, and in Dash's own books where that changes anything.
     Each entry there wakes every component of the page, so what stands right already is left alone. */
  function put(id, props) {
    const element = document.getElementById(id);
    if (!element) return;
    const box = element.type === "checkbox";
    const stands = Object.entries(props).every(([name, value]) => {
      if (name === "value") return box ? element.checked === value : element.value === String(value ?? "");
      if (name === "disabled") return element.disabled === value;
      return Number(element[name]) === value;
    });
    if (stands) return;
    Object.entries(props).forEach(([name, value]) => {
      if (name === "value" && box) element.checked = value;
      else element[name] = value ?? "";
    });
    window.dash_clientside.set_props(id, props);
  }

  /* What a hand moves just now is shown only; it is entered when the answer comes. */
  const showBox = (id, text) => {
    const element = document.getElementById(id);
    if (element) element.value = text;
  };
  const trimmed = (number, digits) => String(Number(number.toFixed(digits)));

  const read = (unit, value) => {
    if (value === null || value === "" || value === undefined) return "";
    if (unit.startsWith("fraction")) return trimmed(Number(value) * 100, 4) + "%";
    return unit === "people" ? Math.round(Number(value)).toLocaleString("en-US") : trimmed(Number(value), 4);
  };

  /* A typed text as a number in the assumption's unit: "5", "5%", "18,100". */
  const typed = (text, scale) => {
    const number = Number(text.replace(/[,%$\s]/g, ""));
    return text.trim() === "" || !Number.isFinite(number) ? null : number / scale;
  };
  const exact = (number) => trimmed(number, 10);

  /* --- what a row shows ------------------------------------------------------------------------------------------- */

  function showRow(element, value) {
    const { name, unit } = element.dataset;
    const was = element.dataset.central;
    const changed = value !== "" && was !== "" ? Math.abs(Number(value) - Number(was)) > 1e-9 : value !== "" && was === "" && told?.query[name] !== undefined;
    mark(element, changed, was === "" ? "not in the data" : `was ${read(unit, was)}`);
    paint(element, value);
  }

  function mark(element, changed, words) {
    element.classList.toggle("changed", changed);
    const was = element.querySelector(".was");
    if (was) was.textContent = changed ? words : "";
  }

  function paint(element, value) {
    const scale = element.querySelector(".scale");
    const { least, most } = element.dataset;
    if (!scale || most === "") return;
    const place = (number) => Math.min(100, Math.max(0, (100 * (number - Number(least))) / (Number(most) - Number(least))));
    const from = place(Number(element.dataset.central || least));
    const to = place(Number(value || 0));
    scale.style.setProperty("--from", Math.min(from, to) + "%");
    scale.style.setProperty("--to", Math.max(from, to) + "%");
  }

  function complain(element, words) {
    const problem = element.querySelector(".assumption-problem");
    if (problem) problem.textContent = words;
  }

  /* --- asking the server ------------------------------------------------------------------------------------------ */

  const narrow = () => window.matchMedia("(max-width: 640px)").matches;
  const opened = () =>
    [...document.querySelectorAll(".desk-page [data-desk-panel][aria-expanded='true']")].map((button) => button.dataset.deskPanel);

  const hear = (data) => window.dash_clientside.shell.remember(window.dash_clientside.losses.told(data));

  function ask(query, remember = true) {
    if (remember) {
      past.states.splice(past.at + 1);
      past.states.push(query);
      past.at = past.states.length - 1;
    }
    showActs();
    window.deskAnswer.question({ query, narrow: narrow() }).then((data) => data && hear(data));
  }

  function commit(changes, without = []) {
    const query = { ...told.query, ...changes };
    without.forEach((name) => delete query[name]);
    told = { ...told, query };
    ask(query);
  }

  function commitValue(name, value) {
    const other = { count: "rate", rate: "count" }[name];
    commit({ [name]: exact(value) }, other ? [other] : []);
  }

  /* Without its parameters the server takes the study's value: that is what to put back means. */
  function reset(names) {
    const pair = names.some((name) => name === "count" || name === "rate") ? ["count", "rate"] : [];
    commit({}, [...names, ...pair]);
  }
  const assumed = () => rows().map((element) => element.dataset.name);
  const ranges = () => assumed().map((name) => `${name}_range`);
  function travel(step) {
    const at = past.at + step;
    if (at < 0 || at >= past.states.length) return;
    past.at = at;
    told = { ...told, query: past.states[at] };
    ask(past.states[at], false);
    say(step < 0 ? "Undone" : "Done again");
  }

  const say = (words) => window.deskAnswer.say(words);

  const ACTS = {
    undo: () => travel(-1),
    redo: () => travel(1),
    reset: () => {
      reset([...assumed(), ...ranges(), "threshold"]);
      say("All assumptions put back to the study’s");
    },
    halve: () => {
      const now = Number(told.rows.count.value);
      if (now > 0) commitValue("count", Math.round(now / 2));
    },
    dollars: () => {
      const { year } = document.getElementById("desk-dollars").dataset;
      const on = told.query.price_year !== year;
      commit(on ? { price_year: year } : {}, on ? ["threshold"] : ["price_year", "threshold"]);
      say(on ? `All amounts in ${year} dollars` : "All amounts in the study’s dollars");
    },
    keep: () => commit(scenario(told.query), []),
    drop: () => commit({}, Object.keys(told.query).filter((name) => name.startsWith("a_"))),
    swap: () => {
      const kept = Object.keys(told.query).filter((name) => name.startsWith("a_"));
      const back = Object.fromEntries(kept.map((name) => [name.slice(2), told.query[name]]));
      const now = scenario(told.query);
      commit({ ...back, ...now }, [...kept, ...assumed()].filter((name) => !(name in back) && !(name in now) && name !== "price_year"));
    },
  };

  /* The settings now under the names of scenario A. */
  function scenario(query) {
    const names = assumed().filter((name) => name in query && name !== "price_year");
    return Object.fromEntries(names.map((name) => [`a_${name}`, query[name]]));
  }

  function showActs() {
    const able = {
      undo: past.at > 0,
      redo: past.at < past.states.length - 1,
      swap: Boolean(told?.kept),
      drop: Boolean(told?.kept),
      halve: Number(told?.rows?.count?.value) > 0,
    };
    document.querySelectorAll("[data-desk-act]").forEach((button) => {
      const act = button.dataset.deskAct;
      // kept focusable: a button that goes away under the finger loses the keyboard's place
      if (act in able) button.setAttribute("aria-disabled", String(!able[act]));
    });
  }

  /* --- what the server settled ------------------------------------------------------------------------------------ */

  function follow() {
    const { query } = told;
    WHO.concat("purse", "causes", "cost_year").forEach((name) => put(`desk-${name}`, { value: query[name] }));
    put("desk-price_year", { value: query.price_year ?? null, disabled: told.price_year === null });
    ["cost", "finishers", "finish_anyway"].forEach((name) => put(`desk-${name}`, { value: Number(query[name]).toLocaleString("en-US") }));
    document.querySelector(".desk-causes").hidden = told.youth;
    const dollars = document.getElementById("desk-dollars");
    dollars.hidden = told.price_year === null;
    dollars.setAttribute("aria-pressed", String(query.price_year === dollars.dataset.year));
    Object.entries(told.rows).forEach(([name, facts]) => {
      const element = row(name);
      element.dataset.most = facts.most ?? "";
      element.dataset.central = facts.central ?? "";
      put(`desk-slider-${name}`, { max: (facts.most ?? 1) * facts.scale, value: Number(trimmed((facts.value ?? 0) * facts.scale, 6)), disabled: facts.most === null });
      element.querySelector(".track").hidden = facts.most === null;
    });
    rows().forEach(followRow);
    document.querySelectorAll("[data-preset]").forEach((button) => {
      button.hidden = !button.dataset.populations.split(" ").includes(query.population);
    });
    const { low, high, value } = told.threshold;
    put("desk-threshold", { min: low, max: high, step: (high - low) / 500, value });
    put("desk-threshold-box", { value: Math.round(value).toLocaleString("en-US") });
    showActs();
  }

  function followRow(element) {
    const { query } = told;
    const { name, unit, scale, populations } = element.dataset;
    element.hidden = !populations.split(" ").includes(query.population);
    complain(element, "");
    if (unit === "components") return followParts(element);
    if (name === "price_year") {
      element.dataset.central = told.price_year ?? "";
      return mark(element, told.price_year !== null && Number(query[name]) !== told.price_year, `was ${told.price_year}`);
    }
    const value = told.rows[name] ? (told.rows[name].value ?? "") : query[name];
    if (value === undefined) return;
    put(`desk-slider-${name}`, { value: Number(trimmed(Number(value || 0) * Number(scale), 6)) });
    put(`desk-box-${name}`, { value: read(unit, value) });
    const span = query[`${name}_range`]?.split(",");
    if (span) {
      put(`desk-low-${name}`, { value: read(unit, span[0]) });
      put(`desk-high-${name}`, { value: read(unit, span[1]) });
      ["low", "high"].forEach((end, place) => moveTick(element, end, Number(span[place])));
    }
    showRow(element, String(value));
  }

  function moveTick(element, end, value) {
    const tick = element.querySelector(`.tick.${end}`);
    const { least, most } = element.dataset;
    if (tick) tick.style.left = (100 * (value - Number(least))) / (Number(most) - Number(least)) + "%";
  }

  function followParts(element) {
    const names = (told.query.include ?? element.dataset.central).split(",");
    const parts = [...element.querySelectorAll("[data-part]")];
    parts.forEach((part) => put(`desk-include-${part.dataset.part}`, { value: names.includes(part.dataset.part) }));
    const count = parts.filter((part) => names.includes(part.dataset.part)).length;
    mark(element, count < parts.length, `was all ${parts.length}`);
  }

  const showChips = () => window.deskAnswer.chips(told);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    losses: {
      told(data, colours = palette) {
        palette = colours;
        if (!data) return window.dash_clientside.no_update;
        const arrived = told === null || told.address === undefined || !page() || page().dataset.known !== "yes";
        told = data;
        if (arrived && page()) {
          page().dataset.known = "yes";
          // the address is written out in full without a step of its own in the browser's history
          window.history.replaceState(window.history.state, "", data.address);
          if (JSON.stringify(past.states[past.at]) !== JSON.stringify(data.query)) {
            past.states.splice(past.at + 1);
            past.states.push(data.query);
            past.at = past.states.length - 1;
          }
          showChips();
          follow();
          return window.dash_clientside.no_update;
        }
        past.states[past.at] = data.query;
        document.getElementById("desk-difference-place").hidden = !data.kept;
        window.deskAnswer.show(data, colours, showChips);
        // the controls mostly stand right already: they follow once the answer is on the screen
        requestAnimationFrame(() => setTimeout(follow));
        if (opened().length) window.dash_clientside.set_props("desk-open", { data: { query: data.query, open: opened() } });
        return data.address;
      },
    },
  });

  /* A sum the hand slides to is a round one, about a hundred of them along the axis. */
  function round(value) {
    const step = 10 ** Math.floor(Math.log10((told.threshold.high - told.threshold.low) / 50));
    return Math.round(value / step) * step;
  }

  /* --- what people do ---------------------------------------------------------------------------------------------- */

  document.addEventListener("input", (event) => {
    if (!event.target.closest(".desk-page")) return;
    const slider = event.target.closest("[data-kind='slider']");
    if (slider) {
      const element = slider.closest(".assumption");
      const value = Number(event.target.value) / Number(element.dataset.scale);
      showBox(`desk-box-${element.dataset.name}`, read(element.dataset.unit, value));
      showRow(element, String(value));
    } else if (event.target.closest("[data-sum='threshold-slider']")) {
      const value = round(Number(event.target.value));
      showBox("desk-threshold-box", Math.round(value).toLocaleString("en-US"));
      window.deskAnswer.moveLine(value);
    }
  });

  document.addEventListener("change", (event) => {
    if (!told || !event.target.closest(".desk-page")) return;
    const element = event.target.closest(".assumption");
    const kind = event.target.closest("[data-kind]")?.dataset.kind;
    if (kind === "slider") return commitValue(element.dataset.name, Number(event.target.value) / Number(element.dataset.scale));
    if (kind) return changedBox(element, kind, event.target.value);
    if (event.target.closest("[data-part]")) return changedParts(element);
    const sum = event.target.closest("[data-sum]")?.dataset.sum;
    if (sum) return changedSum(sum, event.target.value);
    const choice = event.target.closest("[data-choice]")?.dataset.choice;
    if (choice) changedChoice(choice, event.target.value);
  });

  function changedBox(element, kind, text) {
    const { name, unit, least, most } = element.dataset;
    const value = typed(text, Number(element.dataset.scale));
    const whole = unit === "age" && value !== null && value !== Math.round(value);
    if (value === null || whole || value < Number(least || 0) || (most !== "" && value > Number(most))) {
      const to = most === "" ? " or more" : ` to ${read(unit, most)}`;
      return complain(element, `“${text}” cannot be used: ${whole ? "a whole age, " : ""}${read(unit, least || "0")}${to}.`);
    }
    complain(element, "");
    if (kind === "typed") return commitValue(name, value);
    const [low, high] = told.query[`${name}_range`].split(",");
    const span = kind === "low" ? [exact(value), high] : [low, exact(value)];
    if (Number(span[0]) > Number(span[1])) return complain(element, "The low end must not be above the high end.");
    commit({ [`${name}_range`]: span.join(",") });
  }

  function changedParts(element) {
    const parts = [...element.querySelectorAll("[data-part]")].filter((part) => part.querySelector("input").checked);
    commit({ include: parts.map((part) => part.dataset.part).join(",") || "none" });
  }

  function changedSum(sum, text) {
    const value = typed(text, 1);
    if (value === null || value < 0) return follow();
    if (sum === "cost") return commit({ cost: exact(value) });
    if (sum.startsWith("finish")) return changedPeople({ ...told.query, [sum]: Math.round(value) });
    commit({ threshold: exact(sum === "threshold" ? value : round(value)) });
  }

  /* Of those who finish no more than all can have finished anyway. */
  const changedPeople = ({ finishers, finish_anyway: anyway }) =>
    commit({ finishers: String(finishers), finish_anyway: String(Math.min(finishers, anyway)) });

  /* Another place, group or edition has its own count, dollars and sums: what was set about the old one goes. */
  function changedChoice(choice, value) {
    if (!WHO.includes(choice)) return commit({ [choice]: value });
    const gone = ["count", "rate", "threshold", "a_count", "a_rate"];
    if (choice === "edition" || choice === "population") gone.push("price_year");
    if (choice === "population") {
      rows().filter((element) => !element.dataset.populations.split(" ").includes(value)).forEach((element) => {
        gone.push(element.dataset.name, `${element.dataset.name}_range`);
      });
      gone.push(...Object.keys(told.query).filter((name) => name.startsWith("a_")));
    }
    const only2014 = choice === "population" && value === "disconnected_youth" ? { edition: "2014" } : {};
    commit({ [choice]: value, ...only2014 }, gone.filter((name) => name !== choice));
  }

  document.addEventListener("click", (event) => {
    if (!told || !event.target.closest(".desk-page")) return;
    const act = event.target.closest("[data-desk-act]");
    if (act) return act.getAttribute("aria-disabled") === "true" ? undefined : ACTS[act.dataset.deskAct]();
    const chip = event.target.closest("[data-reset]");
    if (chip) {
      row(chip.dataset.reset)?.querySelector("input, select")?.focus({ preventScroll: true });
      return reset([chip.dataset.reset]);
    }
    const preset = event.target.closest("[data-preset]");
    if (preset) return choosePreset(preset);
    // the shell turns the panel; the server is asked for what stands in it
    if (event.target.closest("[data-desk-panel]")) {
      setTimeout(() => window.dash_clientside.set_props("desk-open", { data: { query: told.query, open: opened() } }));
    }
  });

  function choosePreset(button) {
    const settings = JSON.parse(button.dataset.preset);
    const { edition } = button.dataset;
    const gone = assumed().filter((name) => !(name in settings) && name !== "price_year");
    if (edition && edition !== told.query.edition) gone.push("price_year", "threshold");
    commit({ ...settings, ...(edition ? { edition } : {}) }, gone);
    say(`${button.textContent}: set`);
  }

  /* The figures in the page's own stores are those it opened with: another width or light asks for the present ones. */
  ["(max-width: 640px)", "(prefers-color-scheme: dark)"].forEach((query) => {
    window.matchMedia(query).addEventListener("change", () => page() && told && setTimeout(() => ask(told.query, false), 150));
  });

  document.addEventListener("keydown", (event) => {
    if (!told || !page() || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "u") return;
    const field = event.target.closest("input, select, textarea, [contenteditable]");
    if (field && field.type !== "range" && field.type !== "checkbox") return;
    event.preventDefault();
    travel(event.shiftKey ? 1 : -1);
  });
})();
