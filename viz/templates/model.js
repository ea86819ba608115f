// The graph as the page holds it: nodes, stored edges, what is folded into what, and what touches what.
const nodes = [];
const edges = {};

/** A column as it was packed: one value for all, a list of values with places, steps from one number to the next, or the values. */
function column(packed, count) {
  if (Array.isArray(packed)) return packed;
  if ("same" in packed) return Array(count).fill(packed.same);
  if ("step" in packed) {
    let at = 0;
    return packed.step.map((step) => (at += step));
  }
  return packed.at.map((place) => packed.of[place]);
}

function unpack(table, take) {
  const names = Object.keys(table).filter((name) => name !== "kind" && name !== "n");
  const columns = names.map((name) => column(table[name], table.n));
  for (let row = 0; row < table.n; row += 1) {
    const found = { kind: table.kind };
    names.forEach((name, place) => { if (columns[place][row] !== null) found[name] = columns[place][row]; });
    take(found);
  }
}

page.graph.nodes.forEach((table) => unpack(table, (node) => {
  nodes.push(Object.assign(node, { id: nodes.length, parent: node.parent ?? null, children: [] }));
}));
page.graph.edges.forEach((table) => {
  edges[table.kind] = [];
  unpack(table, (edge) => edges[table.kind].push(edge));
});
nodes.forEach((node) => { if (node.parent !== null) nodes[node.parent].children.push(node.id); });

const edgesOf = (kind) => edges[kind] ?? [];
const add = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));

/** Edges of a kind by one of their ends: from node number to its edges; put in order when first asked. */
function by(kind, end) {
  let found = null;
  const order = () => {
    found = new Map();
    edgesOf(kind).forEach((edge) => add(found, edge[end], edge));
    return found;
  };
  return (id) => (found ?? order()).get(id) ?? [];
}

const named = by("RESPONSIBLE_FOR", "to"), namedOn = by("RESPONSIBLE_FOR", "from");
const handledBy = by("HANDLES", "to"), handles = by("HANDLES", "from");
const cellsOf = by("HAS_PASSAGE", "from"), cellsWith = by("HAS_PASSAGE", "to");
const statedIn = by("STATES", "from"), statedBy = by("STATES", "to");
const citedIn = by("CITES", "from"), citedBy = by("CITES", "to");
const typesOf = by("IS_A", "from"), typed = by("IS_A", "to");
const listedIn = by("LISTED_IN", "from"), listing = by("LISTED_IN", "to");
const issuedBy = by("ISSUED_BY", "from"), issued = by("ISSUED_BY", "to");
const countedIn = by("COUNTED", "from"), countedOf = by("COUNTED", "to"); // with numbers of items that the page may not hold
const togetherFrom = by("TOGETHER", "from"), togetherTo = by("TOGETHER", "to");
const appointments = { LEADS: by("LEADS", "from"), HEADS: by("HEADS", "from") };

const FACTS = ["RiskPoint", "Measure", "Law"];
const remembered = new Map();

/** The facts of an item's cells: its risks, measures and laws, each once, in the order of the printed text. */
function factsOf(item) {
  if (!remembered.has(item)) {
    const cells = [...cellsOf(item)].sort((a, b) => a.column - b.column);
    const stated = cells.flatMap((cell) => [...statedIn(cell.to), ...citedIn(cell.to)]).map((edge) => edge.to);
    remembered.set(item, [...new Set(stated)]);
  }
  return remembered.get(item);
}

const unique = (list) => [...new Set(list)];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const ancestors = (id) => (nodes[id].parent === null ? [] : [nodes[id].parent, ...ancestors(nodes[id].parent)]);
const itemsIn = (list) => unique(list).filter((id) => nodes[id].kind === "PowerItem");

/** The items in the page that a node belongs to, by number. */
function itemsOf(id) {
  const node = nodes[id];
  const within = (passages) => passages.flatMap((passage) => cellsWith(passage).map((cell) => cell.from));
  switch (node.kind) {
    case "PowerItem": return [id];
    case "Official": return itemsIn(namedOn(id).map((edge) => edge.to));
    case "Department": return itemsIn(handles(id).map((edge) => edge.to));
    case "Law": return unique(within(citedBy(id).map((edge) => edge.from)));
    case "RiskPoint": case "Measure": return unique(within(statedBy(id).map((edge) => edge.from)));
    case "RiskType": return unique(typed(id).flatMap((edge) => itemsOf(edge.from)));
    case "Document": return unique(listing(id).map((edge) => edge.from));
    case "Organization": return unique(issued(id).flatMap((edge) => itemsOf(edge.from)));
    case "Group": return node.children;
    case "Rest": return unique(node.children.flatMap(itemsOf));
    default: return [];
  }
}

/** On how many items a node stands, office by office: items in the page, and those that are only counted. */
function countsOf(id) {
  const node = nodes[id], counts = new Map();
  itemsOf(id).forEach((item) => counts.set(organizationOf(item), (counts.get(organizationOf(item)) ?? 0) + 1));
  countedIn(id).forEach((edge) => counts.set(edge.to, edge.items));
  if (["Organization", "Document", "Bundle"].includes(node.kind) && node.items !== undefined) counts.set(organizationOf(id), node.items);
  const summed = node.kind === "Rest" ? node.children.filter((child) => nodes[child].kind === "Bundle") : [];
  if (summed.length) counts.set(organizationOf(id), sum(summed.map((child) => nodes[child].items)));
  return counts;
}

const countOf = (id) => nodes[id].items ?? sum([...countsOf(id).values()]);

/** What an item touches, each once: officials, departments, risks with their types, measures, laws. */
function touchedBy(item) {
  const facts = factsOf(item);
  const types = facts.flatMap((fact) => (nodes[fact].kind === "RiskPoint" ? typesOf(fact).map((edge) => edge.to) : []));
  return unique([...named(item).map((edge) => edge.from), ...handledBy(item).map((edge) => edge.from), ...facts, ...types]);
}

/** What stands on the same items as a node: kind to a list of { id, shared }, most shared items first. */
function neighbours(id) {
  const shared = new Map(), items = itemsOf(id);
  items.forEach((item) => touchedBy(item).forEach((other) => shared.set(other, (shared.get(other) ?? 0) + 1)));
  if (nodes[id].kind !== "PowerItem") items.forEach((item) => shared.set(item, 1));
  togetherFrom(id).forEach((edge) => shared.set(edge.to, edge.items));
  togetherTo(id).forEach((edge) => shared.set(edge.from, edge.items));
  const lists = ["Document", "Organization"], { kind: own } = nodes[id];
  if (!lists.includes(own)) [...shared.keys()].forEach((other) => lists.includes(nodes[other].kind) && shared.delete(other));
  if (own === "Document") issuedBy(id).forEach((edge) => shared.set(edge.to, countOf(id)));
  if (own === "Organization") {
    issued(id).forEach((edge) => shared.set(edge.from, countOf(edge.from)));
    countedOf(id).forEach((edge) => shared.set(edge.from, edge.items));
    nodes.forEach((node) => node.kind === "Bundle" && organizationOf(node.id) === id && shared.set(node.id, node.items));
  }
  shared.delete(id);
  const kinds = new Map();
  shared.forEach((count, other) => add(kinds, nodes[other].kind, { id: other, shared: count }));
  kinds.forEach((list, kind) => list.sort((a, b) => (["PowerItem", "Bundle"].includes(kind) ? 0 : b.shared - a.shared) || a.id - b.id));
  return kinds;
}

function organizationOf(id) {
  if (nodes[id].kind === "Document") return issuedBy(id)[0]?.to ?? null;
  const office = [id, ...ancestors(id)].find((above) => nodes[above].kind === "Organization"), item = office ?? itemsOf(id)[0];
  return item === undefined ? null : office ?? issuedBy(documentOf(item))[0]?.to ?? null;
}
const documentOf = (item) => listedIn(item)[0]?.to;

/** A node's name for reading aloud and for lists: an item with its serial, a group with its letter. */
function nameOf(id) {
  const node = nodes[id];
  if (node.kind === "PowerItem") return `${node.serial}  ${node.label}`;
  if (node.kind === "Group") return say("group_name", { key: node.label, n: node.children.length });
  if (node.kind === "Bundle") return say(node.chains > 1 ? "mixed_name" : "group_name", { key: node.label, n: node.items, chains: node.chains });
  if (node.kind === "Rest" || node.kind === "Offices") return say(`rest_${node.of}`, { n: node.children.length });
  if (node.kind === "RiskType" && document.documentElement.lang === "en") return node.english || node.label;
  return node.label;
}
