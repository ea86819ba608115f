// Which nodes and links are shown: what is folded stands as one node, and its links are counted together.
const opened = new Set(page.open);
const hidden = new Set(); // legend entries that the reader has turned off
const FOLDED = ["Group", "Rest", "Organization", "Offices"];
const LEGEND_OF = {
  Official: "Official", Department: "Department", PowerItem: "PowerItem", Group: "PowerItem", Bundle: "PowerItem", RiskPoint: "RiskPoint", Measure: "Measure", Law: "Law",
};

const foldable = (id) => (FOLDED.includes(nodes[id].kind) && nodes[id].children.length > 0) || (nodes[id].kind === "PowerItem" && factsOf(id).length > 0);
const legendOf = (node) => LEGEND_OF[node.kind === "Rest" ? node.of : node.kind];
const isThere = (id) => nodes[id].x !== undefined && ancestors(id).every((above) => opened.has(above));

/** The node that stands for a node now: itself, or the outermost closed node that holds it. */
function standIn(id) {
  return ancestors(id).reduce((shown, above) => (opened.has(above) ? shown : above), id);
}

/** Items whose facts are shown. */
const openItems = () => [...opened].filter((id) => nodes[id].kind === "PowerItem" && isThere(id) && !hidden.has("PowerItem"));

/** Numbers of the nodes that are shown, folded ones and facts included. */
function shownNodes() {
  const placed = nodes.filter((node) => isThere(node.id)).map((node) => node.id);
  const facts = unique(openItems().flatMap(factsOf)).sort((a, b) => a - b);
  return [...placed, ...facts].filter((id) => !hidden.has(legendOf(nodes[id])));
}

/** One link per stored edge where both of its ends are shown; else one per pair of stand-ins and part, with its count.
 *  An edge to items that are summed up counts as often as it says. */
function shownLinks(visible) {
  const there = new Set(visible), links = [], counted = new Map(), standing = new Map();
  const put = (from, to, part, own, count = 1) => {
    const link = { from, to, part, own, count };
    if (there.has(from) && there.has(to) && from !== to && !hidden.has(part)) links.push(link);
    return link;
  };
  const standsIn = (id) => standing.get(id) ?? standing.set(id, standIn(id)).get(id);
  const lift = (edge, part) => {
    const from = standsIn(edge.from), to = standsIn(edge.to), times = edge.times ?? 1;
    if (from === edge.from && to === edge.to && edge.times === undefined) return put(from, to, part, true);
    const key = `${from} ${to} ${part}`, same = counted.get(key);
    if (!same) return counted.set(key, put(from, to, part, false, times));
    return (same.count += times);
  };
  edgesOf("RESPONSIBLE_FOR").forEach((edge) => lift(edge, edge.role));
  edgesOf("HANDLES").forEach((edge) => lift(edge, "handles"));
  openItems().forEach((item) => factsOf(item).forEach((fact) => put(item, fact, "states", true)));
  return links;
}

/** Open what a node is folded into, and an item that states it if it is a fact; gives what now shows it, or null. */
function reveal(id) {
  ancestors(id).forEach((above) => opened.add(above));
  if (nodes[id].x !== undefined) return id;
  if (!FACTS.includes(nodes[id].kind)) return null;
  const items = itemsOf(id), item = items.find((one) => opened.has(one)) ?? items[0];
  if (item === undefined) return null;
  ancestors(item).forEach((above) => opened.add(above));
  opened.add(item);
  return id;
}

const FACTS_WIDE = 380; // a list of facts with the space before it
let aside = new Map(); // how far an office has stepped aside for the facts of those before it in its row

/** Make room: offices step aside for the lists of facts that stand left of them. */
function stepAside() {
  const open = unique(openItems().map(organizationOf)), offices = nodes.filter((node) => node.kind === "Organization" && node.row !== undefined);
  aside = new Map(offices.map((node) => [node.id, FACTS_WIDE * open.filter((other) => nodes[other].row === node.row && nodes[other].x < node.x).length]));
}

const asideOf = (id) => aside.get([id, ...ancestors(id)].pop()) ?? 0;

/** Where facts stand: a list beside the office of the items that are open, in the order of their kinds. */
function factPlaces(visible) {
  const places = new Map(), offices = new Map();
  visible.filter((id) => FACTS.includes(nodes[id].kind)).forEach((id) => {
    const item = openItems().find((one) => factsOf(one).includes(id));
    add(offices, organizationOf(item), id);
  });
  offices.forEach((facts, office) => {
    const top = nodes[office].y - (facts.length - 1) * 14;
    facts.forEach((id, place) => places.set(id, { x: nodes[office].facts + asideOf(office) + sizeOf(nodes[id], false).w / 2, y: top + place * 28 }));
  });
  return places;
}
