/* An exhibit as a picture, made here in the browser: nothing of it is sent anywhere. Title, finding, chart, basis, source
   and date stand inside the picture, in light colours whatever the theme. All words go in as text, never as markup. */
(function () {
  "use strict";
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const FAMILY = '"Public Sans Variable", "Public Sans", system-ui, sans-serif';
  /* Tried in turn: the first whose height has room for the chart. All of them make a slide of 1920 x 1080 pixels. */
  const SLIDES = [960, 1088, 1216, 1344, 1472].map((width) => ({ width, height: (width * 9) / 16, side: 40, title: [26, 32], pixels: 1920 }));
  const PHONE = { width: 540, height: 540, side: 24, title: [22, 28], pixels: 1080 };
  const ENOUGH = 0.92; // of a chart's own height
  const BRAND = "Arizona Mayors Education Dashboards";
  const LEAST_INK = 60;
  const pen = document.createElement("canvas").getContext("2d");

  /* Why no picture is made, in words. */
  class Refusal extends Error {}

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--picture-${name}`).trim();
  const parts = () => window.dashboardsPictures;
  const words = (section, selector) => section.querySelector(selector)?.textContent.trim() ?? "";
  const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /* On the desk, whose figures these are and which assumptions were changed stands once for all its exhibits. */
  const deskOf = (section) => {
    if (!section.id.startsWith("desk-")) return { whose: "", changed: "" };
    const chips = [...document.querySelectorAll("#desk-chips [data-reset]")].map((chip) => chip.firstChild.textContent.trim());
    return { whose: words(document, "#desk-eyebrow"), changed: chips.length ? `Changed: ${chips.join("; ")}` : "" };
  };

  const contentOf = (section) => ({
    ...deskOf(section),
    title: words(section, ".exhibit-title, .headline"),
    sub: words(section, ".exhibit-sub, .headline + .basis"),
    marks: [...section.querySelectorAll(".private-badges span")].map((mark) => mark.textContent.trim()).join(". "),
    sentence: words(section, ".exhibit-sentence"),
    basis: section.dataset.basis ?? "",
    credit: words(section, ".credit"),
    version: words(section, ".version").replace("Data version", "data version"),
    summary: words(section, "[id$='-summary']"),
  });

  const checked = (section) => {
    const root = document.documentElement;
    if (root.hasAttribute("data-stale")) throw new Refusal("the figures here are not updated. Try again or reload first");
    if (root.hasAttribute("data-waiting")) throw new Refusal("a change is still on its way. Wait until the figures have settled");
    const plot = section.querySelector(".js-plotly-plot");
    if (!plot?.data?.length || !window.Plotly) throw new Refusal("its chart is not drawn");
    const content = contentOf(section);
    if (!content.title) throw new Refusal("it has no title");
    if (!content.credit) throw new Refusal("it names no source");
    return { plot, content };
  };

  /* Lines of a text that fit a width, broken at words. */
  const lines = (text, [size], weight, width) => {
    pen.font = `${weight} ${size}px ${FAMILY}`;
    const found = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  };

  const make = (name, attributes, text) => {
    const element = document.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* A stack of texts from a height downwards: the elements, and where they end. */
  const stack = (blocks, frame, top) => {
    const elements = [];
    let y = top;
    for (const { text, type, weight = 400, ink = "text", gap = 6 } of blocks) {
      if (!text) continue;
      y += gap;
      for (const line of lines(text, type, weight, frame.width - 2 * frame.side)) {
        y += type[1];
        const baseline = y - (type[1] - type[0]) / 2 - type[0] * 0.22;
        elements.push(make("text", { x: frame.side, y: baseline, "font-size": type[0], "font-weight": weight, fill: colour(ink) }, line));
      }
    }
    return { elements, end: y };
  };

  const head = (content, frame) =>
    stack(
      [
        { text: content.marks, type: [14, 20], weight: 700, gap: 0 },
        { text: content.whose, type: [14, 20], ink: "muted", gap: 0 },
        { text: content.title, type: frame.title, weight: 650, gap: 0 },
        { text: content.sub, type: [14, 20], ink: "muted" },
      ],
      frame,
      frame.side - 8,
    );

  const foot = (content, frame, top) => {
    const made = [BRAND, today(), content.version].filter(Boolean).join(" · ");
    const said = content.sentence === content.title ? "" : content.sentence;
    return stack(
      [
        { text: said, type: [15, 21], gap: 8 },
        { text: content.changed, type: [14, 20], weight: 600, gap: 8 },
        { text: content.basis, type: [12, 17], ink: "muted", gap: 8 },
        { text: `Source: ${content.credit}`, type: [12, 17], ink: "muted", gap: content.basis ? 2 : 8 },
        { text: made, type: [12, 17], ink: "muted", gap: 2 },
      ],
      frame,
      top,
    );
  };

  /* Where all goes: on the slide that has room, else on the first one made as tall as it takes. */
  const planned = (content, own) => {
    const frames = window.matchMedia("(max-width: 640px)").matches ? [PHONE] : SLIDES;
    const plans = frames.map((frame) => {
      const above = head(content, frame);
      const top = above.end + 10;
      const below = foot(content, frame, 0).end + frame.side - 12;
      return { frame, above, top, below, room: Math.floor(frame.height - top - below) };
    });
    const plan = plans.find(({ room }) => room >= own * ENOUGH) ?? { ...plans[0], room: Math.max(own, plans[0].room) };
    return { ...plan, height: Math.max(Math.round(plan.top + plan.room + plan.below), plan.frame.height) };
  };

  const compose = async (section) => {
    const { plot, content } = checked(section);
    await document.fonts.ready;
    const { frame, above, top, room, height } = planned(content, plot.offsetHeight || 320);
    const chart = await parts().chart(plot, frame.width - 2 * frame.side, room);
    if (!chart) throw new Refusal("its chart holds something a picture may not hold");
    chart.setAttribute("x", frame.side);
    chart.setAttribute("y", top);
    chart.setAttribute("overflow", "visible");
    const svg = make("svg", { xmlns: NAMESPACE, width: frame.width, height, viewBox: `0 0 ${frame.width} ${height}`, role: "img" });
    svg.append(make("title", {}, content.title), make("desc", {}, `${content.summary} ${content.basis}`.trim()));
    svg.append(make("rect", { width: "100%", height: "100%", fill: colour("paper") }));
    const group = make("g", { "font-family": FAMILY.replaceAll('"', "'") });
    group.append(...above.elements, ...foot(content, frame, top + room).elements);
    svg.append(group, document.importNode(chart, true));
    svg.prepend(make("style", {}, await parts().typefaces(svg.textContent)));
    const source = new XMLSerializer().serializeToString(svg);
    return { source, height, scale: frame.pixels / frame.width, width: frame.width, top, room, name: nameOf(content.title) };
  };

  const nameOf = (title) => {
    const said = title.normalize("NFKD").replace(/[’'\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const day = new Date().toLocaleDateString("sv-SE");
    return `${said.slice(0, 70).replace(/^-+|-+$/g, "") || "exhibit"}-${day}`;
  };

  const asSvg = (picture) => new Blob([picture.source], { type: "image/svg+xml;charset=utf-8" });

  const asPng = async (picture) => {
    const address = URL.createObjectURL(asSvg(picture));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * picture.scale);
      canvas.height = Math.round(picture.height * picture.scale);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      if (isBlank(context, picture)) throw new Refusal("its chart came out blank");
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  /* Whether the chart's part of the picture has next to nothing on its ground. */
  const isBlank = (context, { width, top, room, scale }) => {
    const { data } = context.getImageData(0, top * scale, width * scale, room * scale);
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== data[0] || data[at + 1] !== data[1] || data[at + 2] !== data[2]) ink += 1;
      if (ink > LEAST_INK) return false;
    }
    return true;
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const copy = async (section) => {
    const picture = compose(section).then(asPng);
    picture.catch(() => {}); // told below
    try {
      // handed over at once, still inside the click: some browsers allow no later writing
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    } catch {
      await picture; // a picture that was refused says why
      throw new Refusal("this browser does not let a page copy pictures. Save it as PNG instead");
    }
    return "Picture copied.";
  };

  const acts = {
    png: async (section) => {
      const picture = await compose(section);
      save(await asPng(picture), `${picture.name}.png`);
      return "Picture saved as PNG.";
    },
    svg: async (section) => {
      const picture = await compose(section);
      await asPng(picture); // drawn once, to see that it is not blank
      save(asSvg(picture), `${picture.name}.svg`);
      return "Picture saved as SVG.";
    },
    copy,
  };

  const say = (section, sentence, refused) => {
    let place = section.querySelector(".picture-said, .files-said");
    if (!place) {
      place = document.createElement("p");
      place.className = "picture-said";
      place.setAttribute("role", "status");
      (section.querySelector(".exhibit-foot") ?? section).after(place);
    }
    place.textContent = sentence;
    place.toggleAttribute("data-refused", refused);
    clearTimeout(place.clock);
    if (!refused) place.clock = setTimeout(() => (place.textContent = ""), 5000);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-picture]");
    const section = button?.closest(".exhibit");
    if (!section || !(button.dataset.picture in acts)) return;
    try {
      say(section, await acts[button.dataset.picture](section), false);
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      const why = error instanceof Refusal ? error.message : "the browser could not draw it";
      say(section, `No picture was made: ${why}.`, true);
    }
  });
})();
