/* The room check's part in the browser: every slide is drawn 1920 by 1080 and measured, then the server says what it means. */
(function () {
  "use strict";
  const PATIENCE_MS = 8000;
  const STEP_MS = 100;
  const SLACK = 4; // pixels of the big screen
  let number = 0;
  let measuring = "";

  const MARKS = ".cartesianlayer .mlayer path, .cartesianlayer .mlayer text, .shapelayer path, .infolayer .annotation";
  const drawn = (stage) => stage.querySelector(".main-svg") !== null;
  const marks = (stage) => stage.querySelectorAll(MARKS).length;
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.textContent.trim() !== "";
  };

  function texts(stage) {
    // measured on the screen, where the slide is shown small
    const scale = stage.getBoundingClientRect().width / 1920;
    const frame = stage.querySelector(".chart").getBoundingClientRect();
    const found = [...stage.querySelectorAll(".main-svg text")].filter(visible).map((element) => element.getBoundingClientRect());
    return { found, frame, slack: SLACK * scale };
  }

  const overlaps = (one, other) => {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const smaller = Math.min(one.width * one.height, other.width * other.height);
    return width > 0 && height > 0 && width * height > 0.2 * smaller;
  };

  function look(stage) {
    const seen = [];
    const title = stage.querySelector(".convene-slide-title");
    if (stage.scrollHeight > 1080 + SLACK || title.scrollWidth > title.clientWidth + SLACK) seen.push("title cut");
    if (!stage.dataset.chart) return seen;
    if (!drawn(stage)) return [...seen, "not drawn"];
    if (!marks(stage)) seen.push("blank");
    const { found, frame, slack } = texts(stage);
    const out = (box) => box.left < frame.left - slack || box.right > frame.right + slack || box.top < frame.top - slack || box.bottom > frame.bottom + slack;
    if (found.some(out)) seen.push("text cut");
    if (found.some((box, place) => found.slice(place + 1).some((other) => overlaps(box, other)))) seen.push("labels overlap");
    return seen;
  }

  function measure(strip, until) {
    if (!strip.isConnected) return;
    const stages = [...strip.querySelectorAll("[data-convene-slide]")];
    const open = stages.filter((stage) => stage.dataset.chart && !marks(stage));
    if (open.length && performance.now() < until) {
      setTimeout(() => measure(strip, until), STEP_MS);
      return;
    }
    document.fonts.ready.then(() => {
      const seen = Object.fromEntries(stages.map((stage) => [stage.dataset.conveneSlide, look(stage)]));
      const { agenda } = window.dash_clientside.convene.current();
      window.dash_clientside.set_props("convene-seen", { data: { agenda, number: Number(strip.dataset.conveneStrip), seen } });
    });
  }

  new MutationObserver(() => {
    const strip = document.querySelector("[data-convene-strip]");
    if (!strip || strip.dataset.conveneStrip === measuring) return;
    measuring = strip.dataset.conveneStrip;
    setTimeout(() => measure(strip, performance.now() + PATIENCE_MS), STEP_MS * 3);
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-convene-check]")) return;
    number += 1;
    const { agenda } = window.dash_clientside.convene.current();
    window.dash_clientside.set_props("convene-check-asked", { data: { agenda, number } });
  });
})();
