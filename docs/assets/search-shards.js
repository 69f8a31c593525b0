// The shards of a large site's index, searched as one; sites of one shard never fetch this.

const NO_WORD = "qzqzq"; // no word of any language ends so

/** Add the other shards to a program that has the first, and return how to search them all. */
export async function merge(program, count, options) {
  const one = program.search;
  await program.filters(); // throws where the first shard failed: others would wait for it for ever
  const others = Array.from({ length: count - 1 }, (_, n) => `../pagefind/${n + 1}/`);
  const addresses = others.map((other) => new URL(other, import.meta.url).href);
  await Promise.all(addresses.map((address) => program.mergeIndex(address, options)));
  return (text) => search(one, text);
}

async function search(find, text) {
  const answer = await find(text);
  if (!text || text.startsWith('"')) return answer; // everything, or these words exactly
  const words = text.split(/\s+/);
  const having = await Promise.all(
    words.map((word) => shardsWith(find, word, words.length === 1 && answer)),
  );
  const fits = ({ id }) => having.every((shards) => !shards.size || shards.has(shardOf(id)));
  return { results: answer.results.filter(fits) };
}

const shardOf = (id) => id.slice(0, id.lastIndexOf("_"));
const shardsOf = (results) => new Set(results.map(({ id }) => shardOf(id)));
const place = ({ id, words }) => `${id} ${words}`;

/**
 * Return the shards that have a word, or one that begins so; none where it is nowhere.
 *
 * For a word that an index lacks, Pagefind takes the longest word there that it begins with, or
 * leaves it out. Right for a site that lacks it, this would bring what other words are found by
 * from each shard that does. Such results are those of the same beginning with another end.
 */
async function shardsWith(find, word, answer) {
  const { results } = answer || (await find(word));
  const exactly = shardsOf((await find(`"${word}"`)).results);
  const doubtful = results.filter(({ id }) => !exactly.has(shardOf(id)));
  if (!doubtful.length) return exactly;
  const others = new Set((await find(word + NO_WORD)).results.map(place));
  return shardsOf(results.filter((r) => exactly.has(shardOf(r.id)) || !others.has(place(r))));
}
