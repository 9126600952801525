/* The files of an exhibit: arrows walk the list, Esc closes it, and a file that is refused says why where it was asked for. */
(function () {
  "use strict";
  const NAME = /filename="([^"]+)"/;

  const say = (panel, sentence, refused) => {
    const place = panel.querySelector(".files-said");
    place.textContent = sentence;
    place.toggleAttribute("data-refused", refused);
  };

  const save = (content, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /* Why there is no file, in the server's own words. */
  const reason = async (answer) => {
    const said = await answer.text();
    try {
      return JSON.parse(said).error.message;
    } catch {
      const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
      return plain ? said.trim().replace(/\.$/, "") : `the server answered ${answer.status}`;
    }
  };

  /* Says how long a file has been in the making, with a button that stops it: the server stops too when nobody waits. */
  const announceWait = (panel, name, control) => {
    const began = Date.now();
    const place = panel.querySelector(".files-said");
    const text = document.createElement("span");
    const time = document.createElement("span");
    time.setAttribute("aria-hidden", "true"); // a screen reader hears the sentence once, not every second
    const stop = document.createElement("button");
    Object.assign(stop, { type: "button", className: "files-stop", textContent: "Cancel" });
    stop.addEventListener("click", () => control.abort());
    text.textContent = `Making the ${name} file…`;
    place.replaceChildren(text, time, stop);
    place.removeAttribute("data-refused");
    return setInterval(() => (time.textContent = ` ${Math.round((Date.now() - began) / 1000)} s `), 1000);
  };

  const fetched = async (link, panel) => {
    if (link.hasAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    const control = new AbortController();
    const clock = announceWait(panel, link.dataset.fileName ?? link.textContent, control);
    try {
      const answer = await fetch(link.href, { signal: control.signal });
      if (!answer.ok) return say(panel, `No file was made: ${await reason(answer)}.`, true);
      const name = NAME.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `exhibit.${link.dataset.file}`;
      save(await answer.blob(), name);
      say(panel, `Saved: ${name}`, false);
    } catch {
      if (control.signal.aborted) return say(panel, "Cancelled: no file was made.", false);
      say(panel, "No file was made: the server does not answer. Try again when it does.", true);
    } finally {
      clearInterval(clock);
      link.removeAttribute("aria-busy");
    }
  };

  const copied = async (button) => {
    const text = document.getElementById(button.dataset.copyText).textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return window.prompt("Copy this", text);
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1600);
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = "Copied.";
  };

  document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target.closest(".files a[data-file]");
    if (link && plain) {
      event.preventDefault();
      return fetched(link, link.closest(".files"));
    }
    const button = event.target.closest("[data-copy-text]");
    if (button) return copied(button);
  });

  const items = (panel) => [...panel.querySelectorAll("a, button:not(.files-stop)")];

  const close = (panel) => {
    const button = document.querySelector(`[data-toggle-panel="${panel.id}"]`);
    panel.hidden = true;
    button?.setAttribute("aria-expanded", "false");
    button?.focus();
  };

  document.addEventListener("keydown", (event) => {
    const opener = event.target.closest("[data-toggle-panel$='-files'][aria-expanded='true']");
    const panel = event.target.closest(".files") ?? (opener && document.getElementById(opener.dataset.togglePanel));
    if (!panel || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      return close(panel);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items(panel);
    const at = all.indexOf(document.activeElement);
    all[(at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length].focus();
  });
})();
