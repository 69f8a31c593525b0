// The search dialog, over Pagefind's index (https://pagefind.app/docs/api/): fetched on first use.

const FIRST = 8; // results shown at a time
const site = new URL("..", import.meta.url);
const dialog = document.getElementById("search");
const part = (name) => dialog.querySelector(`.search__${name}`);
const [words, status, results, more] = ["words", "status", "results", "more"].map(part);
const selects = [...dialog.querySelectorAll("[data-filter]")];

let loading;
let pagefind;
let entries; // of each result, by its id: [address, kind, topics]
let found = [];
let latest = 0;
let waiting;

/** Open the dialog, and get the index ready on the first time. */
export async function open() {
  if (!dialog.open) dialog.showModal();
  if (!pagefind) recall();
  words.focus();
  words.select();
  if (pagefind) return;
  try {
    await (loading ??= load());
  } catch {
    loading = undefined;
    fail();
    return;
  }
  await run();
}

const published = (path) => new URL(`pagefind/${path}`, site);

/** Get the program, what its results stand for, and the shards of the index. */
async function load() {
  const [{ createInstance }, told] = await Promise.all([
    import(published("pagefind.js")),
    fetch(published("entries.json"), { cache: "no-cache" }).then((answer) => answer.json()),
  ]);
  const options = { baseUrl: site.pathname, excerptLength: 24 };
  const program = createInstance(options);
  try {
    if (told.shards > 1) {
      const { merge } = await import("./search-shards.js");
      program.search = await merge(program, told.shards, options);
    }
  } catch (error) {
    program.destroy();
    throw error;
  }
  entries = told.entries;
  offer();
  pagefind = program;
}

/** Take up the search of the page before: who went to one result comes back for the next. */
function recall() {
  try {
    const { text, chosen } = JSON.parse(sessionStorage.search ?? "{}");
    words.value = text ?? "";
    selects.forEach((select) => (select.dataset.wanted = chosen?.[select.dataset.filter] ?? ""));
  } catch {
    // A browser that keeps nothing starts anew.
  }
}

function remember() {
  const chosen = Object.fromEntries(selects.map((s) => [s.dataset.filter, s.value]));
  try {
    sessionStorage.search = JSON.stringify({ text: words.value, chosen });
  } catch {
    // As above.
  }
}

const filtered = { kind: ([, kind]) => [kind], topic: ([, , topics]) => topics };

/** Fill the filters with what the index knows, and how often. */
function offer() {
  for (const select of selects) {
    const counts = {};
    for (const value of Object.values(entries).flatMap(filtered[select.dataset.filter]))
      counts[value] = (counts[value] ?? 0) + 1;
    for (const value of Object.keys(counts).sort())
      select.add(new Option(`${value} (${counts[value]})`, value));
    if (select.dataset.wanted) select.value = select.dataset.wanted;
  }
}

function fail() {
  tell("Search could not be loaded. ", link("Browse all topics", new URL("tags/", site)));
}

function tell(...nodes) {
  status.replaceChildren(...nodes);
}

function link(text, address) {
  return Object.assign(document.createElement("a"), { textContent: text, href: address });
}

/** Search for what is written, among what is filtered; an older search never overtakes. */
async function run() {
  clearTimeout(waiting);
  if (!pagefind) return;
  const mine = ++latest;
  try {
    await searched(mine);
  } catch {
    if (mine === latest) fail();
  }
}

async function searched(mine) {
  const chosen = selects.filter((select) => select.value);
  const text = words.value.trim();
  remember();
  if (!text && !chosen.length) {
    found = [];
    results.replaceChildren();
    more.hidden = true;
    tell("Write a word or two.");
    return;
  }
  tell("Searching…");
  const answer = await pagefind.search(text || null);
  if (mine !== latest) return;
  found = answer.results.filter(({ id }) =>
    chosen.every((select) => filtered[select.dataset.filter](entries[id]).includes(select.value)),
  );
  results.replaceChildren();
  await show(mine);
  if (mine !== latest) return;
  if (found.length) tell(`${found.length} found`);
  else
    tell(
      "Nothing found. ",
      link("Browse all topics", new URL("tags/", site)),
      " or ",
      link("all questions", new URL("faq/", site)),
    );
}

/** Show the next results. */
async function show(mine = latest) {
  const start = results.children.length;
  more.disabled = true; // until these are here
  const next = found.slice(start, start + FIRST);
  const data = await Promise.all(next.map((result) => result.data()));
  if (mine !== latest) return;
  const items = next.map(({ id }, n) => item(entries[id], data[n]));
  results.append(...items);
  more.disabled = false;
  more.hidden = results.children.length >= found.length;
  if (start) items[0]?.querySelector("a").focus();
}

function item([url, is], data) {
  const li = document.createElement("li");
  const kind = document.createElement("small");
  kind.textContent = is;
  const excerpt = document.createElement("p");
  excerpt.innerHTML = data.excerpt; // escaped by Pagefind, with <mark> around what was found
  const address = new URL(url, site);
  li.append(kind, link(data.meta.title, address), excerpt);
  for (const section of address.hash ? [] : data.sub_results.filter((s) => s.anchor).slice(0, 2)) {
    const line = document.createElement("p");
    line.append("→ ", link(section.title, `${address}#${section.anchor.id}`));
    li.append(line);
  }
  return li;
}

words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(run, 120); // a pause in typing
});
for (const select of selects) select.addEventListener("change", run);
more.addEventListener("click", () => show().catch(fail));
part("close").addEventListener("click", () => dialog.close());
part("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await run(); // what is found belongs to the words that stand there now
  results.querySelector("a")?.click();
});
dialog.addEventListener("pointerdown", (event) => {
  if (event.target === dialog) dialog.close(); // beside what it holds
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("ol a")) dialog.close(); // an answer on this very page
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.matches("select")) return;
  const stops = [words, ...results.querySelectorAll("li > a")];
  const next = stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
});
