/* Links that swap the page's text in place, and keys. Every page works without it. */
"use strict";
(() => {
  const OFF = "copydesk-keys-off";
  const stored = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  let off = stored();
  let waiting = "";

  const here = () => location.pathname + location.search;
  let shown = here();
  const scrolls = new Map();

  function label() {
    const button = document.querySelector("[data-keys]");
    if (!button) return;
    button.hidden = false;
    button.textContent = off ? "Switch keys on" : "Switch keys off";
  }

  function follow(url) {
    const target = url.hash ? document.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
    if (target) {
      target.scrollIntoView();
      if (!target.matches("a, button, [tabindex]")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    return Boolean(target);
  }

  async function swap(url, push) {
    let answer, text;
    try {
      answer = await fetch(url, { headers: { accept: "text/html" } });
      if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error("no page");
      text = await answer.text();
    } catch { location.assign(url); return; }
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.getElementById("main");
    if (!main) { location.assign(url); return; }
    scrolls.set(shown, scrollY);
    if (push) history.pushState(null, "", answer.redirected ? answer.url : url);
    shown = here();
    document.title = page.title;
    for (const part of [".masthead", "main", ".foot"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    label();
    if (follow(new URL(url, location.href))) return;
    scrollTo({ top: push ? 0 : scrolls.get(shown) || 0, behavior: "instant" });
    document.getElementById("main").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) {
      off = !off;
      try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* kept for this page alone */ }
      label();
      return;
    }
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || link.matches("[data-twin], [download], [target]") || url.searchParams.has("images")) return;
    if (url.pathname + url.search === here()) return;
    if (new URLSearchParams(location.search).has("images")) return;
    event.preventDefault();
    swap(url.href, true);
  });
  addEventListener("popstate", () => { if (here() !== shown) swap(location.href, false); });

  const rows = () => [...document.querySelectorAll("[data-rows] > li, [data-rows] > .p, [data-rows] > tr")];
  const stops = () => [...document.querySelectorAll("main mark, main [data-change]")];

  function step(list, by) {
    if (!list.length) return;
    const now = list.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const next = list[Math.min(list.length - 1, Math.max(0, now < 0 ? (by > 0 ? 0 : list.length - 1) : now + by))];
    const place = next.querySelector("h2 a[href], a[href]") && next.matches("li, tr") ? next.querySelector("h2 a[href], a[href]") : next;
    if (!place.matches("a, button, [tabindex]")) place.tabIndex = -1;
    place.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const click = (selector) => { const found = document.querySelector(selector); if (found) found.click(); return Boolean(found); };
  const rooms = { s: "/", c: "/changes", p: "/people", q: "/quotes", t: "/timeline", o: "/outlets" };
  const actions = {
    "/": () => { const box = document.querySelector("main input[type=search], #q"); if (box) { box.focus(); box.select(); } },
    "?": () => { const sheet = document.getElementById("keys"); if (sheet) { sheet.open = !sheet.open; sheet.querySelector("summary").focus(); } },
    j: () => step(rows(), 1),
    k: () => step(rows(), -1),
    o: () => { const link = document.activeElement.matches("a[href]") ? document.activeElement : document.activeElement.querySelector("a[href]"); if (link && link.closest("main")) link.click(); },
    n: () => step(stops(), 1),
    p: () => step(stops(), -1),
    s: () => click("[data-view=source]"),
    c: () => click("[data-view=compare]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || off) { waiting = ""; return; }
    const key = event.key;
    if (waiting === "g") {
      waiting = "";
      if (Object.hasOwn(rooms, key)) { event.preventDefault(); swap(rooms[key], true); }
      return;
    }
    if (key === "g") { waiting = "g"; return; }
    if (Object.hasOwn(actions, key)) { event.preventDefault(); actions[key](); }
  });
  label();
})();
