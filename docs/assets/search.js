// The search dialog. Pagefind (https://pagefind.app/docs/api/) is fetched when it first opens.

const PAGE_SIZE = 8; // results shown at a time
const TYPING_PAUSE_MS = 120;
const site = new URL("..", import.meta.url);
const dialog = document.getElementById("search");
const part = (name) => dialog.querySelector(`.search__${name}`);
const [words, status, results, more] = ["words", "status", "results", "more"].map(part);
const selects = [...dialog.querySelectorAll("[data-filter]")];

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
    setStatus("failed");
    return;
  }
  await search();
}

const published = (path) => new URL(`pagefind/${path}`, site);

/** Load Pagefind and the list of all entries. */
async function load() {
  const [{ createInstance }, rows] = await Promise.all([
    import(published("pagefind.js")),
    fetch(published("entries.json"), { cache: "no-cache" }).then((answer) => answer.json()),
  ]);
  const program = createInstance({ excerptLength: 24 });
  try {
    await program.filters(); // throws where a file of the program or the index is missing
  } catch (error) {
    program.destroy();
    throw error;
  }
  entries = rows.map(([, url, kind, topics]) => ({ url, kind: [kind], topic: topics }));
  entryOf = new Map(rows.map(([name], position) => [`/${name}.html`, entries[position]]));
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
  const start = results.children.length;
  more.disabled = true; // until the results are here
  const next = found.slice(start, start + PAGE_SIZE);
  const data = await Promise.all(next.map((result) => result.data()));
  if (number !== latest) return;
  if (!data.every(({ raw_url }) => isChosen(entryOf.get(raw_url))))
    throw new Error("The index and the list of its entries do not match.");
  const items = data.map(item);
  results.append(...items);
  more.disabled = false;
  more.hidden = results.children.length >= found.length;
  if (start) items[0]?.querySelector("a").focus();
}

function item(data) {
  const { url, kind } = entryOf.get(data.raw_url);
  const li = document.createElement("li");
  const label = document.createElement("small");
  label.textContent = kind;
  const excerpt = document.createElement("p");
  excerpt.innerHTML = data.excerpt; // escaped by Pagefind, with <mark> around the words found
  const address = new URL(url, site);
  li.append(label, link(data.meta.title, address), excerpt);
  for (const section of address.hash ? [] : data.sub_results.filter((s) => s.anchor).slice(0, 2)) {
    const line = document.createElement("p");
    line.append("→ ", link(section.title, `${address}#${section.anchor.id}`));
    li.append(line);
  }
  return li;
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
  if (event.target.closest("ol a")) dialog.close(); // the result may be on this very page
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.matches("select")) return;
  const stops = [words, ...results.querySelectorAll("li > a")];
  const next = stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
});
