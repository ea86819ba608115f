// Finding a node by name, number or words of it: a list to choose from, Enter goes from one to the next.
const box = one("#search"), status = one("#found");
const plain = (said) => String(said).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
let hits = [], turn = -1;

/** Everything that can be found, with its words as they are compared: made at the first search. */
function findable() {
  findable.made ??= nodes.filter((node) => ORDER.includes(node.kind)).map((node) => ({
    id: node.id, words: plain([node.kind === "Bundle" ? nameOf(node.id) : node.label, node.full, node.english, node.code].filter(Boolean).join(" ")),
    numbered: (asked) => (node.serials === undefined ? plain(node.serial ?? "") === asked : within(node.serials, asked)),
  }));
  return findable.made;
}

/** Whether serials as printed, runs shortened, hold a number. */
function within(serials, asked) {
  return serials.split(", ").some((run) => {
    const [first, last] = run.split("–");
    return last === undefined ? plain(first) === asked : Number(first) <= Number(asked) && Number(asked) <= Number(last);
  });
}

const nothing = () => say("found_nothing") + (nodes.some((node) => node.kind === "Bundle") ? say("not_here") : "");

function search() {
  const asked = plain(box.value), list = one("#hits");
  const numbered = /^\d+$/.test(asked) ? findable().filter((entry) => entry.numbered(asked)) : [];
  const found = numbered.length ? numbered : asked ? findable().filter((entry) => entry.words.includes(asked)) : [];
  hits = found.map((entry) => entry.id);
  turn = -1;
  status.textContent = asked ? (hits.length ? say("found_n", { n: hits.length }) : nothing()) : "";
  list.replaceChildren(...hits.slice(0, 8).map((id) => {
    const line = made("li");
    line.append(toNode(id, (to) => { list.replaceChildren(); go(to); }, page.words[`one_${nodes[id].kind}`]));
    return line;
  }));
}

box.addEventListener("input", search);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    box.value = "";
    search();
  }
  if (event.key !== "Enter" || !hits.length) return;
  turn = (turn + 1) % hits.length;
  one("#hits").replaceChildren();
  go(hits[turn]);
  status.textContent = `${turn + 1}/${hits.length}  ${nameOf(hits[turn])}`;
});

/** Go to a node: it becomes the address, so that the browser's Back leads back. */
function go(id) {
  if (location.hash === `#n${id}`) show(id);
  else location.hash = `n${id}`;
}

/** The node that the address names, or null. */
function addressed() {
  const id = Number(/^#n(\d+)$/.exec(location.hash)?.[1] ?? NaN);
  return id in nodes && nodes[id].kind !== "Passage" ? id : null;
}
