/* Draws the charts of a document as pictures in the text (SVG): they scale to any paper and need nothing afterwards. */
(function () {
  "use strict";
  const WIDE_FROM = 560;
  const SHORTEST = 0.8;
  const TALLEST = 1.25;
  const FONT = '14px "Public Sans Variable"';

  const figureOf = (box) => JSON.parse(box.querySelector('script[type="application/json"]').textContent);

  const plan = (box) => {
    const figures = figureOf(box);
    const width = box.clientWidth;
    const wide = box.dataset.chart === "wide" || (box.dataset.chart === "fitting" && width >= WIDE_FROM);
    const scale = figures.scale;
    const own = wide ? figures.height : figures.narrowHeight;
    const flexible = getComputedStyle(box).flexGrow !== "0";
    const room = flexible ? box.clientHeight / scale : own;
    const height = Math.round(Math.min(Math.max(room, own * SHORTEST), own * TALLEST));
    return { box, figure: wide ? figures.wide : figures.narrow, width: Math.round(width / scale), height };
  };

  const asElement = (address) => {
    const source = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const read = new DOMParser().parseFromString(source, "image/svg+xml");
    if (read.querySelector("parsererror, script, foreignObject")) throw new Error("not a plain picture");
    return document.importNode(read.documentElement, true);
  };

  const draw = async ({ box, figure, width, height }) => {
    const layout = { ...figure.layout, width, height, autosize: false };
    const address = await window.Plotly.toImage({ data: figure.data, layout, config: { staticPlot: true } }, { format: "svg", width, height });
    const picture = asElement(address);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    // both, so that a chart that is taller than its room is shown smaller, never cut
    picture.setAttribute("width", "100%");
    picture.setAttribute("height", "100%");
    picture.setAttribute("preserveAspectRatio", "xMinYMin meet");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", box.dataset.words);
    if (getComputedStyle(box).flexGrow === "0") box.style.aspectRatio = `${width} / ${height}`;
    box.append(picture);
    box.classList.add("drawn");
  };

  const drawAll = async () => {
    const boxes = [...document.querySelectorAll("[data-chart]")];
    await Promise.all(["400", "600", "700"].map((weight) => document.fonts.load(`${weight} ${FONT}`))).catch(() => {});
    // measured before the first is drawn: a drawn chart changes the room of the next
    for (const planned of boxes.map(plan)) {
      try {
        await draw(planned);
      } catch {
        planned.box.querySelector(".chart-missing").textContent = "This chart could not be drawn; its numbers stand in the table.";
        planned.box.classList.add("failed");
      }
    }
    document.documentElement.dataset.drawn = String(document.querySelectorAll(".drawn").length);
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  // what is folded on the screen is not lost on paper
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
