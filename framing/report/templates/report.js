"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const list = document.getElementById("rows");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const STEP = 50;
  let found = [];
  let shown = 0;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const item = (row) => {
    const line = element("li");
    const sentence = element("p");
    sentence.append(row[6].slice(0, row[7]), element("b", row[6].slice(row[7], row[8])), row[6].slice(row[8]));
    const about = [data.outlet[row[1]], row[4], data.voice[row[3]], row[9] && "said by " + row[9],
      data.category[row[2]], "strength " + row[5], "hit " + row[0]].filter(Boolean).join(" · ");
    line.append(sentence, element("p", about, "note"));
    return line;
  };

  const showMore = () => {
    const part = document.createDocumentFragment();
    for (const row of found.slice(shown, shown + STEP)) part.append(item(row));
    list.append(part);
    shown = Math.min(shown + STEP, found.length);
    more.hidden = shown >= found.length;
  };

  const filter = () => {
    const wanted = (name) => data[name].indexOf(form.elements[name].value);
    const outlet = wanted("outlet"), category = wanted("category"), voice = wanted("voice");
    const text = form.elements.text.value.trim().toLowerCase();
    found = data.rows.filter((row) =>
      (outlet < 0 || row[1] === outlet) && (category < 0 || row[2] === category) &&
      (voice < 0 || row[3] === voice) &&
      (!text || row[6].toLowerCase().includes(text)));
    list.replaceChildren();
    shown = 0;
    count.textContent = found.length === 1 ? "1 sentence" : found.length + " sentences";
    showMore();
  };

  const follow = () => {
    const [key, query] = decodeURI(location.hash.slice(1)).split("?");
    if (!query) return;
    const fields = new URLSearchParams(location.hash.split("?")[1]);
    form.reset();
    for (const name of ["outlet", "category", "voice", "text"]) {
      if (fields.has(name)) form.elements[name].value = fields.get(name);
    }
    filter();
    document.getElementById("sentences").scrollIntoView();
  };

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", showMore);
  addEventListener("hashchange", follow);
  filter();
  follow();
})();
