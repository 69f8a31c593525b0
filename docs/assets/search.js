// The search dialog. Pagefind (https://pagefind.app/docs/api/) is fetched when it first opens.

const PAGE_SIZE = 8; // results shown at a time
const TYPING_PAUSE_MS = 120;
const EXCERPT_WORDS = 24;
const WORDS_BEFORE = 12; // at most, between the beginning of an excerpt and the word found
const site = new URL("..", import.meta.url);
const dialog = document.getElementById("search");
const part = (name) => dialog.querySelector(`.search__${name}`);
const [words, status, start, results, more] = ["words", "status", "start", "results", "more"].map(
  part,
);
const selects = [...dialog.querySelectorAll("[data-filter]")];

let failures = 0; // each gives Pagefind another URL: browsers do not load a module again that failed
let loading; // a promise, from the first time that the dialog opens
let pagefind; // once it is ready
let entries; // all that can be found, in the order of their positions
let entryOf; // the entry of a result, by the URL that Pagefind gives it
let found = [];
let latest = 0; // the number of the latest search
let timer;

/** Open the dialog, and load the index the first time. */
export async function open() {
  if (!dialog.open) dialog.showModal();
  if (!pagefind) restore();
  words.focus();
  words.select();
  if (pagefind) return;
  loading ??= load();
  try {
    await loading;
  } catch {
    loading = undefined;
    failures++;
    setStatus("failed");
    return;
  }
  await search();
}

const published = (path) => new URL(`pagefind/${path}`, site);

/** Load Pagefind and the list of all entries. */
async function load() {
  const [{ createInstance }, rows] = await Promise.all([
    import(published(`pagefind.js#${failures}`)),
    fetch(published("entries.json"), { cache: "no-cache" }).then((answer) => answer.json()),
  ]);
  const program = createInstance();
  try {
    await program.filters(); // throws where a file of the program or the index is missing
  } catch (error) {
    program.destroy();
    throw error;
  }
  entries = rows.map(([, url, kind, topics]) => ({ url, kind: [kind], topic: topics }));
  entryOf = new Map(rows.map(([name], position) => [`/${name}.html`, entries[position]]));
  const starts = rows.filter(([, , , , title]) => title);
  start.querySelector("ul").replaceChildren(
    ...starts.map(([, url, , , title]) => {
      const li = document.createElement("li");
      li.append(link(title, new URL(url, site)));
      return li;
    }),
  );
  fillFilters();
  pagefind = program;
}

/** Restore the search of the page before, for a reader who returns from a result. */
function restore() {
  try {
    const { text, chosen } = JSON.parse(sessionStorage.search ?? "{}");
    words.value = text ?? "";
    for (const select of selects) select.dataset.restored = chosen?.[select.dataset.filter] ?? "";
  } catch {
    // A browser without storage starts empty.
  }
}

function save() {
  const chosen = Object.fromEntries(selects.map((s) => [s.dataset.filter, s.value]));
  try {
    sessionStorage.search = JSON.stringify({ text: words.value, chosen });
  } catch {
    // As above.
  }
}

/** Fill each filter with its values and the number of their entries. */
function fillFilters() {
  for (const select of selects) {
    const counts = {};
    for (const value of entries.flatMap((entry) => entry[select.dataset.filter]))
      counts[value] = (counts[value] ?? 0) + 1;
    for (const value of Object.keys(counts).sort())
      select.add(new Option(`${value} (${counts[value]})`, value));
    if (select.dataset.restored) select.value = select.dataset.restored;
  }
}

/** Say how the search stands, in the words of the page; `n` is filled in. */
function setStatus(name, n = "") {
  const { content } = dialog.querySelector(`[data-status=${name}]`);
  status.replaceChildren(content.cloneNode(true));
  if (n) status.textContent = status.textContent.replace("{n}", n);
  start.hidden = name !== "empty" || !start.querySelector("a");
}

function link(text, address) {
  return Object.assign(document.createElement("a"), { textContent: text, href: address });
}

/** Search for the words in the field; an older search never replaces a newer one's results. */
async function search() {
  clearTimeout(timer);
  if (!pagefind) return;
  const number = ++latest;
  try {
    await showSearch(number);
  } catch {
    if (number === latest) setStatus("failed");
  }
}

async function showSearch(number) {
  const text = words.value.trim();
  save();
  if (!text && !isFiltered()) {
    found = [];
    results.replaceChildren();
    more.hidden = true;
    setStatus("empty");
    return;
  }
  setStatus("busy");
  const matching = await resultsFor(text);
  if (number !== latest) return;
  found = matching;
  results.replaceChildren();
  await showMore(number);
  if (number !== latest) return;
  if (found.length) setStatus("found", found.length);
  else setStatus("nothing");
}

const isFiltered = () => selects.some((select) => select.value);
const isChosen = (entry) =>
  selects.every(({ value, dataset }) => !value || entry[dataset.filter].includes(value));

/**
 * Return the results for a text, best first, that are of the chosen kind and topic.
 *
 * Pagefind 1.5 writes its own filters in no fixed order (its issue 638), so two builds would
 * differ. But when it sorts by position, the score of a result is the position of its entry.
 * Without a text, all entries of this kind and topic are found, in the order of the list.
 */
async function resultsFor(text) {
  const ranked = async () => (await pagefind.search(text)).results;
  if (!isFiltered()) return ranked();
  const { results } = await pagefind.search(text || null, { sort: { position: "asc" } });
  const chosen = results.filter(({ score }) => isChosen(entries[-score]));
  if (!text) return chosen;
  const ids = new Set(chosen.map(({ id }) => id));
  return (await ranked()).filter(({ id }) => ids.has(id));
}

/** Show the next results. */
async function showMore(number = latest) {
  const first = results.children.length;
  more.disabled = true; // until the results are here
  const next = found.slice(first, first + PAGE_SIZE);
  const data = await Promise.all(next.map((result) => result.data()));
  if (number !== latest) return;
  if (!data.every(({ raw_url }) => isChosen(entryOf.get(raw_url))))
    throw new Error("The index and the list of its entries do not match.");
  // For a word that is nowhere, Pagefind finds the longest word that it begins with, such as "a".
  // It does so in all results alike, so that those of the first page tell.
  const typed = wordsIn(words.value);
  if (typed.length && !first && !data.some((result) => hasOne(result, typed))) found = [];
  const items = found.length ? data.map(item) : [];
  results.append(...items);
  more.disabled = false;
  more.hidden = results.children.length >= found.length;
  if (first) items[0]?.querySelector("a").focus();
}

function item(data) {
  const { url, kind } = entryOf.get(data.raw_url);
  const li = document.createElement("li");
  const label = document.createElement("small");
  label.textContent = kind;
  const address = new URL(url, site);
  li.append(label, link(data.meta.title, address), excerpt(data));
  for (const section of address.hash ? [] : data.sub_results.filter((s) => s.anchor).slice(0, 2)) {
    const line = document.createElement("p");
    line.append("→ ", link(section.title, `${address}#${section.anchor.id}`));
    li.append(line);
  }
  return li;
}

/** Return the words of a text as they are compared: without accents, case and punctuation. */
const wordsIn = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter(Boolean);

/** Tell whether a result has the first four letters of a word typed, or its singular ("APIs"). */
function hasOne({ content, locations }, typed) {
  const all = content.split(/\s+/);
  const matched = wordsIn(locations.map((position) => all[position]).join(" "));
  const isSingular = (word, other) => word.startsWith(other) && word.length - other.length < 3;
  return typed.some((word) =>
    matched.some((m) => m.includes(word.slice(0, 4)) || (m.length > 2 && isSingular(word, m))),
  );
}

/** Return the best part of a text, from the beginning of a sentence, with the words found marked. */
function excerpt({ content, meta, locations, weighted_locations }) {
  const all = content.split(/\s+/);
  const isEnd = (n) => n < 0 || /[.?!…][”"’)]*$/.test(all[n]);
  const afterTitle = meta.title.split(/\s+/).length; // which the text begins with
  const places = weighted_locations.filter(({ location }) => location >= afterTitle);
  places.sort((a, b) => b.balanced_score - a.balanced_score);
  const place = places[0]?.location ?? afterTitle;
  let from = place;
  while (from > afterTitle && !isEnd(from - 1) && place - from < WORDS_BEFORE) from--;
  const until = Math.min(from + EXCERPT_WORDS, all.length);
  const p = document.createElement("p");
  if (from > afterTitle && !isEnd(from - 1)) p.append("… ");
  for (let n = from; n < until; n++) {
    const mark = Object.assign(document.createElement("mark"), { textContent: all[n] });
    p.append(locations.includes(n) ? mark : all[n], " ");
  }
  if (!isEnd(until - 1)) p.append("…");
  return p;
}

words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, TYPING_PAUSE_MS);
});
for (const select of selects) select.addEventListener("change", search);
more.addEventListener("click", () => showMore().catch(() => setStatus("failed")));
part("close").addEventListener("click", () => dialog.close());
part("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await search(); // the results shown may be those of earlier words
  results.querySelector("a")?.click();
});
dialog.addEventListener("pointerdown", (event) => {
  if (event.target === dialog) dialog.close(); // outside its content
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("li a")) dialog.close(); // the result may be on this very page
});
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault(); // a search field would only be emptied
    dialog.close();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.matches("select")) return;
  const stops = [words, ...(start.hidden ? results : start).querySelectorAll("li > a")];
  const next = stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
});
