// What one node touches: counts by kind, the neighbours to go to, and the printed words with their places.
const ORDER = ["Organization", "Document", "Official", "Department", "Bundle", "PowerItem", "RiskType", "RiskPoint", "Measure", "Law"];
const LIMIT = 12; // of each kind before "more"; a press shows the rest

/** A button that leads to a node; go(id) does it. */
function toNode(id, go, said = "") {
  const button = made("button", "", "to"), name = made("bdi", nameOf(id));
  button.type = "button";
  button.dataset.node = id;
  button.append(name);
  if (said) button.append(made("span", said, "muted"));
  button.addEventListener("click", () => go(id));
  return button;
}

/** At most LIMIT entries, and a button that shows the others. */
function shortList(entries, make) {
  const list = made("ul", "", "entries");
  const put = (some) => some.forEach((entry) => {
    const line = made("li");
    line.append(...[make(entry)].flat());
    list.append(line);
  });
  put(entries.slice(0, LIMIT));
  if (entries.length > LIMIT) {
    const line = made("li"), more = made("button", say("more", { n: entries.length - LIMIT }), "quiet");
    more.type = "button";
    more.addEventListener("click", () => {
      const first = list.children.length - 1;
      line.remove();
      put(entries.slice(LIMIT));
      one("button", list.children[first])?.focus();
    });
    line.append(more);
    list.append(line);
  }
  return list;
}

/** Items of items in all, office by office: offices are never added up. */
function coverage(id) {
  if (nodes[id].kind === "PowerItem") return "";
  const offices = countsOf(id), elsewhere = countOf(id) - sum([...offices.values()]);
  const said = [...offices].sort((a, b) => b[1] - a[1] || nodes[a[0]].label.localeCompare(nodes[b[0]].label)).map(([office, n]) => {
    const count = say("items_of", { n, total: countOf(office) });
    return offices.size > 1 || elsewhere > 0 ? `${nodes[office].label}  ${count}` : count;
  });
  if (elsewhere > 0) said.push(say("elsewhere", { n: elsewhere }));
  return [...said.slice(0, 6), ...(said.length > 6 ? [say("more", { n: said.length - 6 })] : [])].join("\n");
}

/** The parts in which an official is named, with the number of times. */
function partsOf(id) {
  const counts = new Map(id === page.subject ? Object.entries(page.parts) : []);
  if (!counts.size) namedOn(id).forEach((edge) => counts.set(edge.role, (counts.get(edge.role) ?? 0) + (edge.times ?? 1)));
  return [...counts].sort((a, b) => b[1] - a[1]).map(([role, n]) => say("times", { role: page.words[role], n })).join(page.words.join);
}

/** The line of an official or department in one item. */
function lineSaid(item, other) {
  if (nodes[other].kind === "Department") return handledBy(item).filter((edge) => edge.from === other).map((edge) => say("line", { n: edge.chain }));
  const parts = named(item).filter((edge) => edge.from === other);
  return parts.map((edge) => `${page.words[edge.role]} · ${say("line", { n: edge.chain })}${edge.department ? ` · ${edge.department}` : ""}`);
}

/** The parts of an official or department in items that are summed up, with the number of times. */
function bundleSaid(bundle, other) {
  const counts = new Map();
  [...named(bundle), ...handledBy(bundle)].filter((edge) => edge.from === other).forEach((edge) => {
    const part = edge.role ?? "handles";
    counts.set(part, (counts.get(part) ?? 0) + edge.times);
  });
  return [...counts].map(([part, n]) => say("times", { role: page.words[part], n }));
}

/** What the list shows an official to be in a department, whichever of both is given first. */
function appointed(one, other) {
  const [official, department] = nodes[one].kind === "Official" ? [one, other] : [other, one];
  return ["LEADS", "HEADS"].filter((kind) => appointments[kind](official).some((edge) => edge.to === department)).map((kind) => say(`appointed_${kind}`));
}

function section(title, ...inside) {
  const part = made("section", "", "ego-part"), head = made("h3", title);
  part.append(head, ...inside);
  return part;
}

function sharedSaid(id, entry) {
  const item = [id, entry.id].find((one) => nodes[one].kind === "PowerItem");
  if (item !== undefined) return lineSaid(item, item === id ? entry.id : id).join("；");
  const bundle = [id, entry.id].find((one) => nodes[one].kind === "Bundle"), other = bundle === id ? entry.id : id;
  const shared = say("shared", { n: entry.shared, total: countOf(entry.id) });
  return [shared, ...(bundle === undefined ? appointed(id, entry.id) : bundleSaid(bundle, other))].join(" · ");
}

/** How many neighbours of a kind there are, those included that the page does not hold. */
const kindTotal = (id, kind, entries) => (id === page.subject && page.totals[kind]) || entries.length;

function neighbourSections(id, go) {
  const kinds = neighbours(id);
  return ORDER.filter((kind) => kinds.has(kind)).map((kind) => {
    const entries = kinds.get(kind), n = kindTotal(id, kind, entries), beyond = n - entries.length;
    const part = section(say("kind_count", { kind: page.words[`kind_${kind}`], n }), shortList(entries, (entry) => toNode(entry.id, go, sharedSaid(id, entry))),
      ...(beyond > 0 ? [made("p", say("beyond", { n: beyond }), "muted beyond")] : []));
    part.dataset.kind = kind;
    return part;
  });
}

function quoteSection(id) {
  const quotes = quotesOf(id);
  if (!quotes.length) return [];
  return [section(say("quotes", { n: quotes.length }), shortList(quotes, (entry) => {
    const said = made("p", placesSaid(entry.places).join("\n"), "place");
    const quote = made("blockquote", entry.quote);
    quote.tabIndex = 0; // a long one scrolls
    if (entry.places.length > 1) said.prepend(made("b", `${say("times_printed", { n: entry.places.length })}  `));
    return entry.header ? [made("p", entry.header, "header"), quote, said] : [quote, said];
  }))];
}

/** Facts of the node itself: its kind, its office, how many items. */
function facts(id) {
  const node = nodes[id], office = organizationOf(id), list = made("dl", "", "ego-facts");
  const put = (key, text) => text && field(list, key, text);
  if (node.kind === "Official") put("kind", say(node.post ? "post" : "person"));
  if (node.kind === "Law" && node.full !== node.label) put("full_name", node.full);
  if (node.kind === "RiskType") put("code", node.code);
  if (node.kind === "Group" || node.kind === "Bundle") put("serials", node.serials);
  if (node.kind === "Document") put("dated", node.dated || say("undated"));
  put("counted_items", coverage(id));
  if (node.kind === "Official") put("by_part", partsOf(id));
  if (office !== null && office !== id && !["Law", "RiskType", "RiskPoint", "Measure"].includes(node.kind)) put("organization", nodes[office].label);
  return list;
}

/** What of a node is not in the page, and how to see it. */
function note(id) {
  const node = nodes[id], here = itemsOf(id).length, all = countOf(id), views = { Official: "official", Department: "department" };
  const said = (key, values) => [made("p", say(key, values), "muted note")];
  if (page.subject !== undefined) return [];
  if (node.drawn === "lone") return said("lone_note", { name: node.label });
  if (["RiskPoint", "Measure"].includes(node.kind) && nodes.some((other) => other.kind === "Bundle")) return said("fact_note");
  if (all <= here) return [];
  if (node.kind in views) return said("own_note", { n: all, view: views[node.kind], name: node.label });
  return ["Law", "RiskType"].includes(node.kind) ? said("part_note", { n: all, m: here }) : said("bundle_note");
}

/** Everything about a node, to be put into a panel or a page; go(id) is called to go to another. */
function ego(id, go) {
  return [facts(id), ...note(id), ...neighbourSections(id, go), ...quoteSection(id)];
}
