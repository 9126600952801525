// Watches over the requests behind the page's controls. Dash itself says nothing when one fails: the old figure stays beside
// the new choice. Here a failure becomes a notice in plain words, and <html data-stale> (data-late while an answer is overdue) lets
// the style sheet dim the figures and say that they are not updated.
(function () {
  "use strict";

  const WATCHED = /\/_dash-(update-component|layout|dependencies)(\?|$)/;
  const PAGE_CHANGE = "_pages_content.children";
  const PATIENCE_MS = 30000;
  // Checks of imports, verifying and making releases: the server gives each of them 150 s in a process of its own.
  const HEAVY = /(^|\.\.)(import-said|receive-found|receive-list|release-status|release-made)\./;
  const HEAVY_PATIENCE_MS = 170000;
  const UNNOTICED_MS = 400; // most answers are faster: a sign that comes and goes would only flicker
  const LONG_MS = 10000;
  const OLD_FIGURES = " The figures below are from before your last change.";
  const WORKING = "Still working on it.";
  const SLOW = `Not updated yet: the server is slow, still waiting.${OLD_FIGURES}`;
  const CANCELLED = "Cancelled: the server was told to stop. Look at this page again before you repeat it.";
  const NEW_VERSION = "A new version is out. Reload to go on.";

  const build = document.querySelector('meta[name="dashboards-build"]')?.content ?? "";
  const send = window.fetch.bind(window);
  const failed = new Map(); // output of the callback -> {sentence, retry, abandon, offline}

  const waiting = new Set(); // requests without an answer yet: {output, slow, late, clocks}

  window.fetch = function (resource, options) {
    const address = resource instanceof Request ? resource.url : String(resource);
    return WATCHED.test(address) ? watched(resource, options ?? {}, address) : send(resource, options);
  };

  async function watched(resource, options, address) {
    const output = outputOf(options.body) ?? address;
    abandon(output);
    const request = wait(output);
    const outcome = await attempt(resource, options, request).finally(() => arrived(request));
    if (!outcome.sentence) {
      succeed(output);
      return outcome.response;
    }
    return new Promise((resolve, reject) => {
      // Kept open where trying again makes sense, so that the answer still reaches the control that asked.
      const retry = outcome.again ? () => watched(resource, options, address).then(resolve, reject) : null;
      const entry = { sentence: outcome.sentence, retry, abandon: () => resolve(emptyAnswer()), offline: !navigator.onLine };
      failed.set(output, entry);
      show();
      window.dispatchEvent(new CustomEvent("connection:failed", { detail: { output, again: Boolean(retry) } }));
      if (!retry) resolve(outcome.response);
    });
  }

  function wait(output) {
    const request = { output, slow: false, late: false, heavy: HEAVY.test(output), began: Date.now(), control: new AbortController() };
    const after = (milliseconds, mark) => setTimeout(() => { request[mark] = true; show(); }, milliseconds);
    request.clocks = [after(UNNOTICED_MS, "slow"), after(LONG_MS, "late")];
    waiting.add(request);
    return request;
  }

  // An answer ends the waiting for older requests of the same output too: nobody looks at theirs any more.
  function arrived(request) {
    if (!waiting.has(request)) return;
    for (const each of [...waiting]) {
      if (each.output === request.output) {
        each.clocks.forEach((clock) => clearTimeout(clock));
        waiting.delete(each);
      }
      if (each === request) break; // a set keeps its order: what follows is newer
    }
    show();
  }

  // One try: the whole answer, or a sentence that says why there is none.
  async function attempt(resource, options, request) {
    const { control } = request;
    const clock = setTimeout(() => control.abort(), request.heavy ? HEAVY_PATIENCE_MS : PATIENCE_MS);
    try {
      const headers = new Headers(options.headers);
      headers.set("X-Build", build);
      const answer = await send(resource, { ...options, headers, signal: control.signal });
      // Read to the end here: an answer that breaks off would otherwise be lost without a word.
      const body = answer.status === 204 ? null : await answer.arrayBuffer();
      const response = new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
      return { response, ...complaint(answer) };
    } catch {
      if (request.cancelled) return { sentence: CANCELLED, again: true };
      const why = control.signal.aborted ? "the server took too long to answer." : "the server did not answer.";
      return { sentence: `Not updated: ${why}${OLD_FIGURES}`, again: true };
    } finally {
      clearTimeout(clock);
    }
  }

  function complaint(answer) {
    if (answer.status === 204) return {};
    if (answer.ok && readable(answer)) return {};
    if (answer.ok) return { sentence: `Not updated: the answer was not from this site.${OLD_FIGURES}`, again: true };
    if (answer.status === 409) return { sentence: NEW_VERSION, again: false };
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get("Retry-After"));
      const when = seconds > 0 ? `Try again in ${seconds} s.` : "Wait a moment.";
      return { sentence: `Not updated: too many requests at once. ${when}${OLD_FIGURES}`, again: true };
    }
    if (answer.status === 503 && answer.headers.get("Retry-After")) {
      const when = `Try again in ${Number(answer.headers.get("Retry-After")) || 10} s.`;
      return { sentence: `Not updated: the server has too much to do just now. ${when}${OLD_FIGURES}`, again: true };
    }
    if (answer.status === 507) {
      const why = answer.headers.get("X-Not-Saved") ?? "the server could not write it";
      return { sentence: `Not saved: ${why}. What you wrote is still on this page.`, again: true };
    }
    if (answer.status >= 500) {
      const reference = answer.headers.get("X-Reference");
      const found = reference ? ` (reference ${reference})` : "";
      const what = reference && answer.status === 503 ? "the figures cannot be read just now" : "something went wrong on the server";
      return { sentence: `Not updated: ${what}${found}.${OLD_FIGURES}`, again: true };
    }
    return { sentence: `Not updated: the server did not accept this choice.${OLD_FIGURES}`, again: false };
  }

  // A sign-in page of the network in between also answers 200.
  function readable(answer) {
    return !answer.redirected && (answer.headers.get("Content-Type") ?? "").includes("application/json");
  }

  function outputOf(body) {
    try {
      return JSON.parse(body).output;
    } catch {
      return null;
    }
  }

  function emptyAnswer() {
    return new Response(null, { status: 204 });
  }

  // A newer request for the same output replaces the one that waits; Dash has dropped that one already.
  function abandon(output) {
    failed.get(output)?.abandon();
    failed.delete(output);
  }

  function succeed(output) {
    if (output.includes(PAGE_CHANGE)) for (const other of [...failed.keys()]) abandon(other);
    show();
  }

  function retryAll(wanted) {
    for (const [output, entry] of [...failed]) {
      if (!entry.retry || !wanted(entry)) continue;
      failed.delete(output);
      entry.retry();
    }
  }

  // The shell has a place for the notice; before the shell is there, or where it failed to come, one is put on top.
  function notice(needed) {
    const place = document.querySelector("#connection-notice:not([data-spare])");
    const spare = document.querySelector("#connection-notice[data-spare]");
    if (place) spare?.remove();
    const region = place ?? spare ?? (needed ? document.createElement("div") : null);
    if (!region) return null;
    region.setAttribute("role", "alert");
    region.className = "connection-notice";
    if (!region.isConnected) {
      region.id = "connection-notice";
      region.dataset.spare = "";
      document.body.prepend(region);
    }
    return region;
  }

  function show() {
    const entries = [...failed.values()];
    document.documentElement.toggleAttribute("data-stale", entries.length > 0);
    document.documentElement.toggleAttribute("data-waiting", [...waiting].some((request) => request.slow));
    const overdue = [...waiting].find((request) => request.late);
    const late = overdue ? { sentence: overdue.heavy ? WORKING : SLOW, waits: overdue } : undefined;
    document.documentElement.toggleAttribute("data-late", Boolean(late));
    const last = entries.find((entry) => !entry.retry) ?? entries.at(-1) ?? late;
    const region = notice(Boolean(last));
    if (!region || region.dataset.sentence === last?.sentence) return;
    region.replaceChildren();
    delete region.dataset.sentence;
    if (!last) return;
    region.dataset.sentence = last.sentence;
    const text = document.createElement("p");
    text.textContent = last.sentence;
    region.append(text);
    if (last.waits?.heavy) region.append(...progress(last.waits));
    if (last.waits) return;
    if (last.retry) region.append(button("Try again", () => retryAll(() => true)));
    // The address holds the whole state of the page, so a reload keeps it.
    region.append(button("Reload", () => window.location.reload()));
  }

  // How long it has taken, and a way to stop it. A screen reader hears the sentence once, not the seconds.
  function progress(request) {
    const time = document.createElement("span");
    time.setAttribute("aria-hidden", "true");
    const tick = () => { time.textContent = `${Math.round((Date.now() - request.began) / 1000)} s`; };
    tick();
    request.clocks.push(setInterval(tick, 1000));
    const stop = button("Cancel", () => { request.cancelled = true; request.control.abort(); });
    return [time, stop];
  }

  function button(label, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "btn btn-sm btn-outline-secondary";
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  }

  // What failed while the machine was offline never reached the server, so sending it again is safe.
  window.addEventListener("online", () => retryAll((entry) => entry.offline));
})();
