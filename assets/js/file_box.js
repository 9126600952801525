/* A file that is brought: one box to choose it or drop it on. It stays in this browser until a page sends it.
   Dash has no such box with a label, so its input is made here, anew with each visit of a page. */
(function () {
  "use strict";
  const boxes = [];
  const dropOf = ({ page }) => document.getElementById(`${page}-drop`);
  const there = () => boxes.find(dropOf);

  /* Why there is no file; "" takes the words away. */
  const problem = ({ page }, words) => {
    const place = document.getElementById(`${page}-problem`);
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
  };

  /* The one input a browser opens its own window for. */
  const fill = (box) => {
    const place = dropOf(box)?.querySelector(".import-input");
    if (!place) return;
    const made = document.createElement("input");
    made.type = "file";
    made.id = `${box.page}-file`;
    made.accept = box.accept;
    made.setAttribute("aria-describedby", `${box.page}-file-help`);
    place.replaceChildren(made);
    box.taken(null);
  };

  const take = (box, chosen) => {
    const place = dropOf(box);
    if (!chosen || !place) return;
    problem(box, "");
    if (chosen.size > Number(place.dataset.fileMost)) {
      box.taken(null);
      return problem(box, box.tooLarge(chosen));
    }
    const reader = new FileReader();
    reader.onerror = () => problem(box, `${chosen.name} cannot be read: choose it again.`);
    // "data:text/csv;base64,..." of an empty file has no comma
    reader.onload = () => box.taken({ name: chosen.name, content: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(chosen);
  };

  /* The box of a page. `page` begins the ids of its parts; `accept` is the input's; `tooLarge` says why a file over
     `data-file-most` is not taken; `taken` gets a file's name and content in base64, or null when the box is empty again. */
  window.dashboardsFileBox = (box) => {
    boxes.push(box);
    return {
      begin: () => dropOf(box)?.querySelector("input") || fill(box),
      empty: () => fill(box),
      problem: (words) => problem(box, words),
    };
  };

  const boxOf = ({ id }) => boxes.find(({ page }) => id === `${page}-file`);
  document.addEventListener("change", (event) => {
    const box = boxOf(event.target);
    if (box) take(box, event.target.files[0]);
  });
  /* The same name chosen again, mended by now, would be no change. Before the click, which opens the browser's window. */
  ["pointerdown", "keydown"].forEach((kind) =>
    document.addEventListener(kind, (event) => {
      const opens = kind === "pointerdown" || event.key === "Enter" || event.key === " ";
      if (opens && boxOf(event.target)) event.target.value = "";
    }),
  );

  /* Dropping a file anywhere else would make the browser open it and leave the page. */
  const zone = (event) => event.target.closest?.(".import-drop");
  document.addEventListener("dragover", (event) => {
    if (!there()) return;
    event.preventDefault();
    zone(event)?.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const box = there();
    if (!box) return;
    event.preventDefault();
    dropOf(box).classList.remove("over");
    if (zone(event)) take(box, event.dataTransfer.files[0]);
  });
})();
