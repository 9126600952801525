/* Paper has another width than the screen: charts are drawn for it, in light colours, and as before when it is over. */
(function () {
  "use strict";
  const PAPER = 690; // CSS pixels between the margins of Letter and of A4, near enough: the style sheet fits the rest
  const kept = new Map();

  const visible = () =>
    window.Plotly ? [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.data && plot.offsetParent) : [];

  window.addEventListener("beforeprint", () => {
    for (const plot of visible()) {
      if (kept.has(plot)) continue;
      const { data, layout } = plot;
      const height = plot._fullLayout.height;
      kept.set(plot, { data, layout, width: layout.width, height: layout.height });
      const light = window.dash_clientside.figures.light({ data, layout });
      window.Plotly.react(plot, light.data, { ...light.layout, width: PAPER, height, autosize: false });
      // with a view box of its own a drawing follows the width of whatever paper it meets
      for (const drawing of plot.querySelectorAll("svg.main-svg")) {
        drawing.setAttribute("viewBox", `0 0 ${PAPER} ${height}`);
        drawing.setAttribute("preserveAspectRatio", "xMinYMin meet");
      }
    }
  });

  /* "Print or PDF" opens an exhibit's own page with this mark: it asks for the printer as soon as its chart stands. */
  const PATIENCE_MS = 8000;
  const STEP_MS = 100;
  const ready = () => {
    const exhibit = document.querySelector("#main .exhibit");
    return exhibit && [...exhibit.querySelectorAll(".dash-graph")].every((graph) => graph.querySelector(".main-svg"));
  };
  const printed = (until) => {
    if (!ready() && performance.now() < until) return setTimeout(() => printed(until), STEP_MS);
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    document.fonts.ready.then(() => window.print());
  };
  if (window.location.hash === "#print") printed(performance.now() + PATIENCE_MS);

  window.addEventListener("afterprint", () => {
    for (const [plot, { data, layout, width, height }] of kept) {
      if (!plot.isConnected) continue;
      for (const drawing of plot.querySelectorAll("svg.main-svg")) drawing.removeAttribute("viewBox");
      window.Plotly.react(plot, data, { ...layout, width, height, autosize: true });
      window.Plotly.Plots.resize(plot);
    }
    kept.clear();
  });
})();
