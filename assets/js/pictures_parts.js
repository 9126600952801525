/* What pictures are put together from: the chart as a plain drawing, and the typefaces of this page as text. */
(function () {
  "use strict";
  /* Nothing that runs, loads or leads elsewhere. */
  const plain = (svg) =>
    [svg, ...svg.querySelectorAll("*")].every(
      (element) =>
        !["script", "foreignobject", "a", "iframe"].includes(element.localName.toLowerCase()) &&
        [...element.attributes].every(({ localName, value }) => {
          if (localName.toLowerCase().startsWith("on")) return false;
          return localName !== "href" || value.startsWith("#") || value.startsWith("data:image/");
        }),
    );

  /* A drawn chart as an SVG element in light colours; null where it holds what a picture may not hold. */
  const chart = async (plot, width, height) => {
    const { data, layout } = window.dash_clientside.figures.light(plot);
    const figure = { data, layout: { ...layout, width, height, autosize: false }, config: { staticPlot: true } };
    const address = await window.Plotly.toImage(figure, { format: "svg", width, height });
    const source = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const svg = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    return svg.localName === "svg" && plain(svg) ? svg : null;
  };

  /* Typefaces as this page has them, those with a letter of the text only, written into the picture. */
  const faces = () =>
    [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules]
        .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.fontStyle !== "italic")
        .map((rule) => ({ rule, base: sheet.href ?? window.location.href })),
    );

  const covers = (range, text) => {
    const spans = range.split(",").map((part) => part.trim().replace(/^U\+/i, "").split("-").map((end) => parseInt(end, 16)));
    return [...text].some((letter) => spans.some(([low, high = low]) => letter.codePointAt(0) >= low && letter.codePointAt(0) <= high));
  };

  const asDataAddress = async (address) => {
    const blob = await (await fetch(address)).blob();
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(`data:font/woff2;base64,${reader.result.split(",")[1]}`);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  };

  const typefaces = async (text) => {
    const wanted = faces().filter(({ rule }) => covers(rule.style.getPropertyValue("unicode-range") || "U+0-10FFFF", text));
    const written = wanted.map(async ({ rule, base }) => {
      const found = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)["']?\)/);
      const inside = await asDataAddress(new URL(found[1], base).href);
      const range = rule.style.getPropertyValue("unicode-range");
      return `@font-face{font-family:'Public Sans Variable';font-weight:100 900;src:url(${inside}) format('woff2');unicode-range:${range};}`;
    });
    return (await Promise.all(written)).join("\n");
  };

  window.dashboardsPictures = { chart, typefaces };
})();
