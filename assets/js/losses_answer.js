/* Puts the desk's answer on the screen: texts where they stand, the first chart in sight at once, the others one a frame. */
(function () {
  "use strict";
  let palette = {};

  /* Places of texts: filled where they stand. Going through one component property each would take ten times as long. */
  function fill([id, { text, basis, kind, no_loss: noLoss }]) {
    const element = document.getElementById(id);
    if (!element) return;
    if (element.textContent !== text) element.textContent = text;
    element.hidden = text === "";
    if (kind) element.className = kind;
    if (noLoss) element.dataset.noLoss = noLoss;
    if (basis !== undefined) {
      element.dataset.basis = basis;
      element.title = basis;
    }
  }

  function frameUp([key, { basis, name }], query, figures) {
    const frame = document.getElementById(`desk-${key}`);
    frame.dataset.basis = basis;
    const chart = frame.querySelector("figure");
    if (chart) chart.hidden = !(key in figures);
    frame.querySelector(".exhibit-foot [data-copy]").dataset.copy = `/exhibit/${name}?${query}`;
    for (const link of frame.querySelectorAll("a[data-file]")) link.href = `/export/${name}.${link.dataset.file}?${query}`;
    for (const link of frame.querySelectorAll("a[data-print]")) link.href = `/exhibit/${name}?${query}#print`;
    // a citation that was made for other assumptions is none of these
    frame.querySelector(`#desk-${key}-citation`)?.replaceChildren();
  }

  /* What was changed, each to be put back, and what of the address could not be used. */
  function chips(told) {
    const place = document.getElementById("desk-chips");
    place.replaceChildren(
      ...told.chips.map(([name, words]) => {
        const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip", title: "Put back to the study’s" });
        chip.dataset.reset = name;
        chip.setAttribute("aria-label", `Put back: ${words}`);
        const cross = Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" });
        chip.append(words, cross);
        return chip;
      }),
    );
    const notice = document.getElementById("desk-said");
    notice.hidden = told.said.length === 0;
    notice.replaceChildren(...told.said.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  }

  /* The first chart in sight is drawn at once, the others one a frame, those in sight before those out of it. */
  let waiting = 0;
  function sorted(figures) {
    const plots = Object.entries(figures)
      .map(([key, figure]) => ({ plot: document.querySelector(`#desk-${key} .js-plotly-plot`), figure }))
      .filter(({ plot }) => plot && window.Plotly);
    const inSight = plots.filter(({ plot }) => {
      const box = plot.getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight && box.height > 0;
    });
    return [inSight, plots.filter((each) => !inSight.includes(each))];
  }

  function drawLater(rest) {
    cancelAnimationFrame(waiting);
    const next = () => {
      const each = rest.shift();
      if (!each) return;
      if (each.plot.isConnected && each.plot.offsetParent) draw(each);
      waiting = requestAnimationFrame(next);
    };
    waiting = requestAnimationFrame(() => (waiting = requestAnimationFrame(next)));
  }

  function draw({ plot, figure }) {
    const [{ data, layout }, { height }] = window.dash_clientside.figures.draw({ wide: figure }, null, palette);
    const holder = plot.closest(".dash-graph") ?? plot.parentElement;
    if (holder.style.height !== height) holder.style.height = height;
    // a known width spares the browser a layout of the whole page for each chart; one that was never shown has none
    const width = plot.dataset.drawn ? plot._fullLayout.width : plot.offsetWidth;
    plot.dataset.drawn = "yes";
    window.Plotly.react(plot, data, { ...layout, width, autosize: true });
  }

  function say(words) {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = words;
  }

  /* The line among the dots follows the hand; the exact share comes with the answer. */
  let frame = 0;
  function moveLine(value) {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const plot = document.querySelector("#desk-chance .js-plotly-plot");
      if (!plot?.data || !window.Plotly) return;
      const [dots, line] = plot.data;
      const amounts = dots.customdata;
      const strong = getComputedStyle(document.documentElement).getPropertyValue("--focus").trim();
      const faint = getComputedStyle(document.documentElement).getPropertyValue("--dot-faint").trim();
      const beyond = amounts.filter((amount) => amount > value).length;
      window.Plotly.restyle(plot, { "marker.color": [amounts.map((amount) => (amount > value ? strong : faint))] }, [0]);
      window.Plotly.restyle(plot, { x: [[value, value]] }, [plot.data.indexOf(line)]);
      say(`${beyond} of 100`);
    });
  }

  /* The desk's own question, asked without passing Dash's books: an entry there wakes every component of the page, which
     took longer than the answer. The same callback answers; connection.js watches this request as it does all others.
     An answer that a later question has overtaken is dropped. */
  let latest = 0;
  async function question(asked) {
    const turn = ++latest;
    const body = {
      output: "desk-told.data",
      outputs: { id: "desk-told", property: "data" },
      inputs: [{ id: "desk-asked", property: "data", value: asked }],
      state: [],
      changedPropIds: ["desk-asked.data"],
    };
    const headers = { "Content-Type": "application/json" };
    const answer = await window.fetch("/_dash-update-component", { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== 200) return null;
    const { response } = await answer.json();
    return turn === latest ? response["desk-told"].data : null;
  }

  window.deskAnswer = {
    question,
    say,
    moveLine,
    chips,
    show(data, colours, meanwhile) {
      palette = colours;
      // where the charts stand is asked before anything moves: afterwards it would cost a layout of the whole page
      const [inSight, rest] = sorted(data.figures);
      Object.entries(data.slots).forEach(fill);
      Object.entries(data.frames).forEach((each) => frameUp(each, data.exhibit_query, data.figures));
      meanwhile();
      // the number and the first chart in one frame, the next charts in the frames after it
      const [first, ...others] = inSight;
      if (first) draw(first);
      drawLater([...others, ...rest]);
    },
  };
})();
