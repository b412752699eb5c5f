// Search and filters of the palmarès, and the buttons that copy. Without it everything is shown.
"use strict";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ʻ/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

function filtering(form) {
  const items = [...document.querySelectorAll(".laureates > li")];
  const texts = new Map(items.map((item) => [item, fold(item.textContent)]));
  const levels = [...document.querySelectorAll("section.level")];
  const search = form.querySelector("#search");
  const selects = [...form.querySelectorAll("select")];
  const fields = [search, ...selects];
  const found = form.querySelector("#found");
  const places = [...document.querySelectorAll(".map a[data-department]")];

  function apply() {
    const words = fold(search.value).split(" ").filter(Boolean);
    let count = 0;
    for (const item of items) {
      const shown = words.every((word) => texts.get(item).includes(word))
        && selects.every((each) => !each.value || item.dataset[each.dataset.of] === each.value);
      item.hidden = !shown;
      count += shown ? 1 : 0;
    }
    const asked = words.length > 0 || selects.some((each) => each.value);
    for (const level of levels) {
      level.hidden = asked && !level.querySelector(".laureates > li:not([hidden])");
      const all = level.querySelector(".count");
      if (all) all.hidden = asked; // it counts those that are not shown too
    }
    for (const place of places) {
      place.classList.toggle("chosen", place.dataset.department === form.querySelector("#department")?.value);
    }
    const said = count === 0 ? found.dataset.none : count === 1 ? found.dataset.one : found.dataset.many;
    found.textContent = asked ? said.replace("{count}", count) : "";
  }

  // What is asked for stands behind "#": a link, or the way back, brings it again.
  function changed() {
    apply();
    const asked = new URLSearchParams(fields.filter((each) => each.value).map((each) => [each.id, each.value]));
    history.replaceState(null, "", String(asked) ? `#${asked}` : location.pathname + location.search);
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash.includes("=")) for (const each of fields) each.value = asked.get(each.id) ?? "";
    apply();
  }

  function choose(event) {
    const select = form.querySelector("#department");
    const place = event.currentTarget.dataset.department;
    if (!select || ![...select.options].some((option) => option.value === place)) return;
    event.preventDefault();
    for (const each of fields) each.value = "";
    select.value = place;
    changed();
    document.querySelector("#palmares").scrollIntoView();
    select.focus({ preventScroll: true });
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); search.focus(); }));
  places.forEach((place) => place.addEventListener("click", choose));
  window.addEventListener("hashchange", recall);
  form.hidden = false;
  recall();
}

function copying(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copies);
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
  });
}

const form = document.querySelector("#filters");
if (form) filtering(form);
document.querySelectorAll("button[data-copies]").forEach(copying);
document.documentElement.dataset.ready = "";
