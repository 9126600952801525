/* Picks the wide or narrow figure and swaps the light colours for dark ones. Pure: data in, figure out. */
(function () {
  "use strict";
  /* Dash asks for its chart library by a plain name; this build has it under a name that may be kept for ever. */
  document.addEventListener("DOMContentLoaded", () => {
    const charts = document.querySelector('meta[name="dashboards-charts"]')?.content;
    if (charts) window._dashPlotlyJSURL = charts;
  });

  const recoloured = (value, swaps) => {
    if (typeof value === "string") return swaps[value] || value;
    if (ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((item) => recoloured(item, swaps));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recoloured(item, swaps)]));
    }
    return value;
  };

  let swaps = {};
  const back = () => Object.fromEntries(Object.entries(swaps).map(([light, dark]) => [dark, light]));

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    figures: {
      /* A drawn chart as data, in light colours whatever the theme: for pictures and for paper. */
      light({ data, layout }) {
        const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
        return dark ? recoloured({ data, layout }, back()) : { data, layout };
      },
      draw(figures, viewport, palette) {
        swaps = palette ?? swaps;
        const none = window.dash_clientside.no_update;
        if (!figures || !figures.wide) return [none, none];
        const narrow = window.matchMedia("(max-width: 640px)").matches;
        const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
        const chosen = narrow && figures.narrow ? figures.narrow : figures.wide;
        const figure = dark ? recoloured(chosen, palette) : chosen;
        return [figure, { height: (chosen.layout.height || 320) + "px" }];
      },
    },
  });
})();
