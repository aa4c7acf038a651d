// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Filters over a page that is whole without it. What is chosen stands in the
// page's address: `#check=holdfast-discarded-task&q=text`, or `#f-FINGERPRINT`
// for one finding.
"use strict";
(() => {
  const all = (selector, below = document) => [...below.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  const findings = all(".finding").map((element) => ({ element, file: element.closest(".file"), text: null }));
  const files = all(".file");
  const buttons = all(".facet");
  const search = one("#search");
  // By facet: the chosen values.
  const chosen = new Map(buttons.map((b) => [b.dataset.facet, new Set()]));
  let current = null;

  const has = (facet, value, finding) => {
    const own = finding.element.dataset[facet];
    return own === value || (facet === "directory" && own.startsWith(value + "/"));
  };

  const matchesText = (finding, words) => {
    finding.text ??= (finding.file.querySelector("h2").textContent + " " + finding.element.textContent + " " +
      finding.element.dataset.check).toLowerCase();
    return words.every((word) => finding.text.includes(word));
  };

  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const visible = () => findings.filter((f) => !f.element.hidden);

  // A facet's counts are of what the other facets and the text leave, so that
  // each says how many findings a click would give.
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const left = new Map([...chosen.keys()].map((facet) => [facet, []]));
    for (const finding of findings) {
      const misses = [...chosen].filter(([facet, values]) =>
        values.size && ![...values].some((value) => has(facet, value, finding))).map(([facet]) => facet);
      const found = matchesText(finding, words);
      finding.element.hidden = !found || misses.length > 0;
      if (found)
        for (const [facet, list] of left)
          if (misses.every((miss) => miss === facet)) list.push(finding);
    }
    for (const button of buttons) {
      const { facet, value } = button.dataset;
      const count = left.get(facet).filter((finding) => has(facet, value, finding)).length;
      button.querySelector(".count").textContent = count;
      button.style.setProperty("--share", count / Math.max(1, left.get(facet).length));
      button.classList.toggle("none", count === 0);
      button.setAttribute("aria-pressed", chosen.get(facet).has(value));
    }
    for (const file of files) {
      const count = all(".finding:not([hidden])", file).length;
      file.hidden = count === 0;
      file.querySelector(".count").textContent = plural(count, "finding");
    }
    const count = visible().length;
    one("#shown").textContent = count === findings.length
      ? plural(count, "finding") : `${count} of ${plural(findings.length, "finding")}`;
    one("#nothing").hidden = count > 0 || findings.length === 0;
    one("#reset").hidden = !isFiltered();
  };

  const isFiltered = () => search.value !== "" || [...chosen.values()].some((values) => values.size);

  const remember = () => {
    const words = new URLSearchParams();
    for (const [facet, values] of chosen) for (const value of values) words.append(facet, value);
    if (search.value) words.set("q", search.value);
    const fragment = words.toString();
    history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
  };

  const reset = () => {
    chosen.forEach((values) => values.clear());
    search.value = "";
  };

  const go = (finding) => {
    current?.element.classList.remove("here");
    current = finding;
    finding.element.classList.add("here");
    finding.element.querySelector("summary").focus({ preventScroll: true });
    finding.element.scrollIntoView({ block: "start" });
  };

  // What the address says.
  const follow = () => {
    const fragment = location.hash.slice(1);
    const target = findings.find((finding) => "f-" + finding.element.dataset.fingerprint === fragment);
    if (target) {
      if (target.element.hidden) {
        reset();
        update();
      }
      target.element.open = true;
      go(target);
      return;
    }
    if (fragment && !fragment.includes("=")) return;
    reset();
    for (const [name, value] of new URLSearchParams(fragment)) {
      if (name === "q") search.value = value;
      else chosen.get(name)?.add(value);
    }
    update();
  };

  const step = (by) => {
    const list = visible();
    if (!list.length) return;
    const at = list.indexOf(current);
    go(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))]);
  };

  const toggleAll = () => {
    const list = visible();
    const open = list.some((finding) => !finding.element.open);
    for (const finding of list) finding.element.open = open;
  };

  const keys = {
    "/": () => search.select(),
    j: () => step(1),
    k: () => step(-1),
    e: toggleAll,
    r: () => { reset(); update(); remember(); },
    "?": () => one("#keys").showModal(),
  };

  for (const button of buttons)
    button.addEventListener("click", () => {
      const values = chosen.get(button.dataset.facet);
      if (!values.delete(button.dataset.value)) values.add(button.dataset.value);
      update();
      remember();
    });
  search.addEventListener("input", () => { update(); remember(); });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") step(1);
    if (event.key === "Escape") { search.value = ""; search.blur(); update(); remember(); }
  });
  for (const [id, key] of [["reset", "r"], ["reset-too", "r"], ["toggle", "e"], ["help", "?"]])
    one("#" + id)?.addEventListener("click", keys[key]);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, dialog *");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  addEventListener("hashchange", follow);

  document.documentElement.classList.add("js");
  update();
  follow();
})();
