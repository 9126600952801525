/* The page that receives a release. The chosen file stays in this browser until it is sent to be verified or loaded. */
(function () {
  "use strict";
  let number = 0;

  const problem = (words) => {
    const place = document.getElementById("receive-problem");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
  };

  /* The one input a browser opens its own window for; Dash has no such element. */
  function input(place) {
    const made = document.createElement("input");
    made.type = "file";
    made.id = "receive-file";
    made.accept = ".json,application/json";
    made.setAttribute("aria-describedby", "receive-file-help");
    place.replaceChildren(made);
  }

  function take(chosen) {
    const place = document.getElementById("receive-drop");
    if (!chosen || !place) return;
    problem("");
    if (chosen.size > Number(place.dataset.receiveMost)) return problem(`${chosen.name} is too large to be a release.`);
    const reader = new FileReader();
    reader.onerror = () => problem(`${chosen.name} cannot be read: choose it again.`);
    reader.onload = () => {
      number += 1;
      // "data:application/json;base64,..." of an empty file has no comma
      const data = { content: reader.result.split(",")[1] ?? "", number };
      window.dash_clientside.set_props("receive-asked", { data });
    };
    reader.readAsDataURL(chosen);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    receiving: {
      begin() {
        const place = document.getElementById("receive-input");
        if (place && !place.firstChild) input(place);
        return window.dash_clientside.no_update;
      },
    },
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "receive-file") take(event.target.files[0]);
  });

  /* Dropping a file anywhere else would make the browser open it and leave the page. */
  const zone = (event) => event.target.closest?.("#receive-drop");
  document.addEventListener("dragover", (event) => {
    if (!document.getElementById("receive-drop")) return;
    event.preventDefault();
    zone(event)?.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const place = document.getElementById("receive-drop");
    if (!place) return;
    event.preventDefault();
    place.classList.remove("over");
    if (zone(event)) take(event.dataTransfer.files[0]);
  });
})();
