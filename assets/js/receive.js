/* The page that receives a release: a file that is chosen is sent to be verified. */
(function () {
  "use strict";
  let number = 0;

  const box = window.dashboardsFileBox({
    page: "receive",
    accept: ".json,application/json",
    tooLarge: ({ name }) => `${name} is too large to be a release.`,
    taken(file) {
      if (!file) return;
      number += 1;
      window.dash_clientside.set_props("receive-asked", { data: { content: file.content, number } });
    },
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    receiving: {
      begin() {
        box.begin();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
