// Search, filters and zoom; without this file every page is whole. Texts are set as text, never as markup.
"use strict";
(() => {
  const root = document.currentScript.getAttribute("src").replace(/site\.js$/, "");
  const here = window.pasGov = window.pasGov || {};
  const waiting = {};

  // Load promises.js or events.js once, when somebody first looks for something.
  const load = (name) => waiting[name] ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}${name}.js`;
    script.onload = () => resolve(here[name]);
    script.onerror = reject;
    document.head.append(script);
  });

  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const link = (id, title) => element("a", title || id, { href: `${root}promises/${encodeURIComponent(id)}.html` });
  const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (row, wanted) => {
    const text = row.flat().join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  };

  const MOST_FOUND = 20, MOST_ROWS = 300;

  document.documentElement.classList.add("scripted");
  const search = element("input", "", { id: "search", type: "search", autocomplete: "off", "aria-controls": "found", "aria-describedby": "found-count" });
  const found = element("ul", "", { id: "found" }), said = element("p", "", { id: "found-count", role: "status" });
  const place = element("div", "", { class: "search", role: "search" });
  place.append(element("label", "Search", { for: "search" }), search, said, found);
  document.querySelector("header").append(place);
  const look = async () => {
    const wanted = words(search.value);
    if (!wanted.length) { found.replaceChildren(); said.textContent = ""; return; }
    const rows = await load("promises");
    if (wanted.join() !== words(search.value).join()) return; // somebody typed on
    const hits = rows.filter((row) => holds(row, wanted));
    found.replaceChildren(...hits.slice(0, MOST_FOUND).map(([id, title, layer, status]) => {
      const item = element("li"), to = link(id, title);
      to.append(" ", element("small", `${layer}, ${status}`));
      item.append(to);
      return item;
    }));
    said.textContent = hits.length > MOST_FOUND ? `${many(hits.length, "promise")}, the first ${MOST_FOUND} shown`
      : many(hits.length, "promise");
  };
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; look(); }
  });

  const SIGNS = {};
  document.querySelectorAll("select[name=sign] option[value]").forEach((one) => { SIGNS[one.value] = one.textContent; });
  const sign = (state) => SIGNS[state] ? element("b", SIGNS[state], { class: state }) : "";
  const cells = (...values) => {
    const row = element("tr");
    for (const [index, value] of values.entries()) {
      const cell = element(index === 1 ? "th" : "td");
      if (cell.tagName === "TH") cell.scope = "row";
      cell.append(value);
      row.append(cell);
    }
    return row;
  };
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const written = (day) => {
    const [year, month, number] = day.split("-").map(Number);
    return element("time", `${number} ${MONTHS[month - 1]} ${year}`, { datetime: day });
  };
  const KINDS = {
    promises: {
      row: ([id, title, layer, status, owner, , , , made, state, carried]) => {
        const said = element("span");
        said.append(sign(state));
        if (carried) said.append(" ", element("small", "itself; with what carries it:"), " ", sign(carried));
        return cells(said, link(id, title), layer, status, made, owner);
      },
      wants: (form) => (row) =>
        (!form.layer || row[2] === form.layer) && (!form.status || row[3] === form.status)
        && (!form.owner || row[4] === form.owner) && (!form.zone || row[5].includes(form.zone))
        && (!form.tag || row[6].includes(form.tag)) && (!form.sign || row[9] === form.sign)
        && holds(row, words(form.text || "")),
    },
    events: {
      row: ([day, commit, id, title, , kinds, author, subject, , recorded]) => {
        const said = element("span");
        said.append(element("code", commit.slice(0, 9)), ` ${subject}${author ? `, ${author}` : ""}`);
        return cells(written(day), id ? link(id, title) : "", recorded || kinds.join(", "), said);
      },
      wants: (form) => (row) =>
        (!form.kind || row[5].includes(form.kind)) && (!form.layer || row[4] === form.layer)
        && (!form.since || row[0] >= form.since) && (!form.until || row[0] <= form.until)
        && (!form.material || row[8]) && holds(row, words(form.text || "")),
    },
  };

  for (const form of document.querySelectorAll("form[data-filter]")) {
    const name = form.dataset.filter, kind = KINDS[name];
    const body = document.querySelector(`[data-rows=${name}] tbody`), whole = [...body.children];
    const pager = document.querySelector(".pager"), told = form.querySelector(".filtered");
    const apply = async () => {
      const asked = Object.fromEntries(new FormData(form));
      if (!Object.values(asked).some(Boolean)) {
        body.replaceChildren(...whole);
        told.textContent = "";
        if (pager) pager.hidden = false;
        return;
      }
      const rows = (await load(name)).filter(kind.wants(asked));
      body.replaceChildren(...rows.slice(0, MOST_ROWS).map(kind.row));
      told.textContent = `${many(rows.length, name.slice(0, -1))} found${rows.length > MOST_ROWS ? `, the first ${MOST_ROWS} shown` : ""}`;
      if (pager) pager.hidden = true;
    };
    for (const [field, value] of new URLSearchParams(location.search)) {
      if (form.elements[field]) form.elements[field].value = value;
    }
    if (location.search) apply();
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    form.addEventListener("reset", () => setTimeout(apply));
  }

  for (const area of document.querySelectorAll("[data-zoom]")) {
    const picture = area.querySelector("svg"), width = +picture.getAttribute("width"), height = +picture.getAttribute("height");
    let scale = 1;
    const buttons = element("div", "", { class: "zoom" });
    const button = (text, label, to) => {
      const made = element("button", text, { type: "button", "aria-label": label });
      made.addEventListener("click", () => {
        scale = to();
        picture.setAttribute("width", width * scale);
        picture.setAttribute("height", height * scale);
      });
      return made;
    };
    buttons.append(
      button("−", "Smaller", () => Math.max(scale / 1.25, 0.2)),
      button("+", "Larger", () => Math.min(scale * 1.25, 4)),
      button("Fit", "Fit the page", () => Math.min(area.clientWidth / width, 1)),
    );
    area.before(buttons);
  }
})();
