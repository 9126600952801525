/* The walk planner: where focus goes when rows come and go or two versions are shown, the print button, unsaved changes. */
(function () {
  "use strict";
  const page = () => document.querySelector(".plan-page, .plan-paper");
  let wanted = null;

  /* The box of a new row, or the heading of the comparison, gets the focus once it stands. */
  const focusWanted = () => {
    if (!wanted) return;
    const found = wanted();
    if (!found) return;
    wanted = null;
    found.focus();
  };
  const lastBox = (section, before) => () => {
    const rows = document.querySelectorAll(`[data-plan-section="${section}"] .plan-row`);
    return rows.length > before ? rows[rows.length - 1].querySelector(".form-control") : null;
  };

  document.addEventListener("click", (event) => {
    if (!page()) return;
    const add = event.target.closest("[data-plan-add]");
    const drop = event.target.closest("[data-plan-drop]");
    if (add) {
      const section = add.dataset.planAdd;
      wanted = lastBox(section, document.querySelectorAll(`[data-plan-section="${section}"] .plan-row`).length);
    }
    if (drop) document.querySelector(`[data-plan-add="${drop.dataset.planDrop}"]`)?.focus();
    if (event.target.closest("#plan-save")) wanted = () => document.getElementById("plan-conflict-title");
    if (event.target.closest("[data-print]")) window.print();
  });
  new MutationObserver(focusWanted).observe(document.documentElement, { childList: true, subtree: true });

  window.addEventListener("beforeunload", (event) => {
    if (document.getElementById("plan-unsaved")?.textContent) event.preventDefault();
  });
})();
