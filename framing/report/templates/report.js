
(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  root.classList.add("js");

  // Light and dark.
  const theme = byId("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const nameTheme = () => { theme.textContent = isDark() ? "Light page" : "Dark page"; };
  const stored = (value) => {
    try {
      if (value) localStorage.setItem("framing-theme", value);
      return localStorage.getItem("framing-theme");
    } catch {
      return null; // pages opened from a file may have no storage
    }
  };
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    stored(root.dataset.theme);
    nameTheme();
  });
  system.addEventListener("change", nameTheme);
  nameTheme();

  // The bar of pages tells which page is in view.
  const ways = new Map([...document.querySelectorAll("nav a")].map((way) => [way.hash.slice(1), way]));
  const inView = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) inView.add(entry.target.id);
      else inView.delete(entry.target.id);
    }
    const now = [...ways.keys()].find((key) => inView.has(key));
    for (const [key, way] of ways) {
      if (key === now) way.setAttribute("aria-current", "true");
      else way.removeAttribute("aria-current");
    }
    const item = now && ways.get(now).parentElement;
    if (item) item.parentElement.scrollLeft = item.offsetLeft - item.parentElement.offsetLeft - 40;
  }, { rootMargin: "-15% 0px -70% 0px" });
  for (const page of document.querySelectorAll("main > .page")) watcher.observe(page);

  // Margin letters: those of one line side by side, each once.
  const LETTER = 12, MARGIN = 48;
  const settleLetters = () => {
    for (const article of document.querySelectorAll("article")) {
      const lines = new Map();
      for (const letter of article.querySelectorAll(".letter")) {
        const line = Math.round(letter.offsetTop);
        if (!lines.has(line)) lines.set(line, []);
        const before = lines.get(line);
        letter.hidden = before.some((other) => other.textContent === letter.textContent);
        if (!letter.hidden) before.push(letter);
      }
      for (const letters of lines.values()) {
        const step = Math.min(LETTER, MARGIN / letters.length);
        letters.forEach((letter, place) => { letter.style.left = `${place * step}px`; });
      }
    }
  };
  const placeLetters = () => {
    for (const letter of document.querySelectorAll(".letter")) letter.hidden = false;
    if (!window.matchMedia("(max-width: 40rem)").matches) settleLetters();
  };
  window.addEventListener("resize", placeLetters);
  placeLetters();

  // Sentences.
  const data = JSON.parse(byId("sentences").textContent);
  const form = byId("filters");
  if (!data || !form) return;
  const STEP = 100;
  const LOADED = "loaded";
  const ALL = { category: "", outlet: "", voice: "", text: "", marked: false, hit: "" };
  let state = { ...ALL };
  let shown = STEP;
  let jumped = false;
  const [CATEGORY, HIT, OUTLET, VOICE, DATE, ARTICLE, SPEAKER, STRENGTH, LEFT, MATCH, RIGHT, SPELLED] =
    [...Array(12).keys()];
  const outlets = new Map(data.outlets.map((outlet) => [outlet[0], outlet]));
  const total = data.totals.reduce((sum, row) => sum + row[4], 0);
  const number = (value) => value.toLocaleString("en-GB");
  const plain = (text) =>
    text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const option = (value, text) => {
    const element = make("option", text);
    element.value = value;
    return element;
  };

  const twice = (label) => data.categories.filter((category) => category[1] === label).length > 1;
  const nameOf = (category) => (twice(category[1]) ? `${category[1]}, ${category[4]}` : category[1]);

  const fillFilters = () => {
    for (const [name, label] of data.outlets) form.outlet.append(option(name, label));
    const groups = new Map([["loaded", "Loaded"], ["", "Not loaded"]]);
    for (const [kind, title] of groups) {
      const group = make("optgroup");
      group.label = title;
      data.categories.forEach((category, place) => {
        if (category[3] === kind) group.append(option(category[0], `${nameOf(category)} (${number(inAll(place))})`));
      });
      if (group.children.length) form.category.append(group);
    }
    const used = new Set(data.totals.map((row) => row[2]));
    for (const voice of used) form.voice.append(option(voice, data.voices[voice] || voice));
  };
  const inAll = (place) =>
    data.totals.reduce((sum, row) => sum + (row[0] === place ? row[4] : 0), 0);

  const fitsCategory = (category, loaded) =>
    !state.category || (state.category === LOADED ? loaded : data.categories[category][0] === state.category);
  const fitsGroup = (category, outlet, voice, loaded) =>
    fitsCategory(category, loaded) &&
    (!state.outlet || outlet === state.outlet) &&
    (!state.voice || state.voice.split(" ").includes(voice));
  const fitsText = (row, text) => {
    if (!text) return true;
    if (plain(row[MATCH]).includes(text) || plain(row[SPELLED]) === text) return true;
    return !state.marked && plain(row[LEFT] + row[MATCH] + row[RIGHT]).includes(text);
  };
  const fitting = () => {
    if (state.hit) return data.rows.filter((row) => String(row[HIT]) === state.hit);
    const text = plain(state.text);
    return data.rows.filter(
      (row) => fitsGroup(row[CATEGORY], row[OUTLET], row[VOICE], row[STRENGTH] > 0) && fitsText(row, text));
  };

  const RULE = "An even share of each category is kept in this page: outlets in turn, strongest first, " +
    "then by a fixed draw. All are in tables/hits.csv.";
  const tell = (found) => {
    const marks = (count) => `${number(count)} ${count === 1 ? "mark" : "marks"}`;
    const whole = data.rows.length === total;
    const rule = whole ? "" : ` ${RULE}`;
    if (state.hit) return found ? `Hit ${state.hit} of hits.csv.` : `Hit ${state.hit} is not in this page; it is in tables/hits.csv.`;
    if (state.text) return `${marks(found)} with this text, of ${number(data.rows.length)} in this page.${rule}`;
    const all = data.totals.reduce((sum, row) => sum + (fitsGroup(row[0], row[1], row[2], row[3] === "yes") ? row[4] : 0), 0);
    if (!all) return "No mark fits these filters.";
    const fit = all === total ? "" : " that fit";
    return found === all ? `All ${marks(all)}${fit}.` : `${number(found)} of ${marks(all)}${fit}.${rule}`;
  };

  const about = (row) => {
    const line = make("p", "", "about");
    const [, label, tint, shape] = outlets.get(row[OUTLET]) || ["", row[OUTLET], "", ""];
    if (shape) {
      const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      picture.setAttribute("class", `shape ${tint}`);
      picture.setAttribute("aria-hidden", "true");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      use.setAttribute("href", `#shape-${shape}`);
      picture.append(use);
      line.append(picture);
    }
    const strength = row[STRENGTH] ? `strength ${row[STRENGTH]}` : "";
    const voice = data.voices[row[VOICE]] || row[VOICE];
    const facts = [label, row[DATE], voice, row[SPEAKER], strength, row[ARTICLE], `hit ${row[HIT]}`];
    facts.filter(Boolean).forEach((fact, place) => line.append(place ? " · " : "", make("bdi", fact)));
    if (byId(`hit-${row[HIT]}`)) {
      const way = make("a", "in the article");
      way.href = `#hit-${row[HIT]}`;
      line.append(" · ", way);
    }
    return line;
  };
  const item = (row) => {
    const one = make("li", "", state.hit ? "hit-now" : "");
    one.dataset.hit = row[HIT];
    const sentence = make("p", "", "sentence");
    const text = make("bdi");
    text.append(row[LEFT], make("b", row[MATCH]), row[RIGHT]);
    sentence.append(text);
    one.append(sentence, about(row));
    return one;
  };
  const render = () => {
    const found = fitting();
    const rows = byId("rows");
    rows.replaceChildren();
    let category = -1;
    let list = null;
    for (const row of found.slice(0, shown)) {
      if (row[CATEGORY] !== category) {
        category = row[CATEGORY];
        const definition = data.categories[category][2];
        rows.append(make("h3", nameOf(data.categories[category])));
        if (definition) rows.append(make("p", definition, "note"));
        list = make("ol", "", "sentences");
        rows.append(list);
      }
      list.append(item(row));
    }
    byId("count").textContent = tell(found.length);
    const left = found.length - shown;
    byId("more").hidden = left <= 0;
    byId("more").textContent = `Show ${number(Math.min(left, STEP))} more of ${number(Math.max(left, 0))}`;
    byId("back").hidden = !jumped;
  };
  const putForm = () => {
    for (const name of ["outlet", "category", "voice", "text"]) form[name].value = state[name];
    form.marked.checked = state.marked;
  };
  const change = (next) => {
    state = { ...ALL, ...next };
    shown = STEP;
    putForm();
    render();
  };

  // A link to evidence is a filter: #evidence-3?outlet=Gazette&voice=own
  const isEvidence = (hash) => /^#evidence(-|\?|$)/.test(hash);
  const follow = (hash) => {
    const [anchor, query = ""] = [hash.slice(1).split("?")[0], hash.split("?")[1]];
    const asked = new URLSearchParams(query);
    const labelled = data.categories.filter((category) => category[1] === asked.get("category"));
    const known = data.categories.some((category) => category[0] === anchor);
    const named = data.outlets.find((outlet) => outlet.slice(0, 2).includes(asked.get("outlet")));
    change({
      category: known ? anchor : asked.get("category") === LOADED ? LOADED : labelled.length === 1 ? labelled[0][0] : "",
      outlet: named ? named[0] : "",
      voice: asked.get("voice") || "",
      text: asked.get("text") || "",
      marked: asked.has("text"),
      hit: asked.get("hit") || "",
    });
    byId("evidence-title").focus({ preventScroll: true });
    byId("evidence").scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[href^='#']");
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const query = way.getAttribute("data-query");
    const hash = way.getAttribute("href") + (query ? `?${query}` : "");
    if (!isEvidence(hash) || way.closest("nav")) return;
    event.preventDefault();
    jumped = true;
    history.pushState(null, "", hash);
    follow(hash);
  });
  window.addEventListener("popstate", () => {
    if (isEvidence(location.hash)) follow(location.hash);
    else jumped = false;
    byId("back").hidden = !jumped;
  });
  byId("back").addEventListener("click", () => history.back());
  byId("more").addEventListener("click", () => {
    const first = shown;
    shown += STEP;
    render();
    const next = byId("rows").querySelectorAll("li")[first];
    next.tabIndex = -1;
    next.focus();
  });
  let waiting = 0;
  const refilter = () => {
    const fields = new FormData(form);
    change({ ...Object.fromEntries(fields), marked: fields.has("marked") });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refilter, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change({});
  });
  fillFilters();
  form.hidden = false;
  if (isEvidence(location.hash) && location.hash.length > "#evidence".length) follow(location.hash);
  else change({});
})();
