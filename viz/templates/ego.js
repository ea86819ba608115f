// What one node touches: counts by kind, the neighbours to go to, and the printed words with their places.
const ORDER = ["Organization", "Document", "Official", "Department", "PowerItem", "RiskType", "RiskPoint", "Measure", "Law"];
const LIMIT = 12; // of each kind before "more"; a press shows the rest

/** The page of a node in a set of pages, where it has one that is not this page. */
const pageOf = (id) => (id === page.subject ? undefined : nodes[id].page);

/** Where the picture stays on this page: a link to a node's own page, in words or as an arrow. */
function pageLink(id, arrow) {
  if (page.subject !== undefined || !pageOf(id)) return [];
  const link = made("a", arrow ? "↗" : `${say("own_page")} ↗`, "own-page");
  link.href = pageOf(id);
  if (arrow) link.setAttribute("aria-label", `${say("own_page")}${page.words.join}${nameOf(id)}`);
  return [link];
}

/** A button that leads to a node, go(id) does it; on the page of a subject a link to the node's own page, if it has one. */
function toNode(id, go, said = "") {
  const href = page.subject === undefined ? undefined : pageOf(id);
  const button = made(href ? "a" : "button", "", "to"), name = made("bdi", nameOf(id));
  if (href) button.href = href;
  else button.type = "button";
  button.dataset.node = id;
  button.append(name);
  if (said) button.append(made("span", said, "muted"));
  if (!href) button.addEventListener("click", () => go(id));
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
  const offices = new Map();
  itemsOf(id).forEach((item) => add(offices, organizationOf(item), item));
  const some = totalOf(id) > itemsOf(id).length; // the page holds only these of its items
  const said = [...offices].map(([office, items]) => {
    const count = some ? say("items_here", { n: items.length }) : say("items_of", { n: items.length, total: totalOf(office) });
    return offices.size > 1 ? `${nodes[office].label}  ${count}` : count;
  });
  return [...said.slice(0, 6), ...(said.length > 6 ? [say("more", { n: said.length - 6 })] : [])].join("\n");
}

/** The parts in which an official is named, with the number of times. */
function partsOf(id) {
  const counts = new Map();
  namedOn(id).forEach((edge) => counts.set(edge.role, (counts.get(edge.role) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1]).map(([role, n]) => say("times", { role: page.words[role], n })).join(page.words.join);
}

/** The line of an official or department in one item. */
function lineSaid(item, other) {
  if (nodes[other].kind === "Department") return handledBy(item).filter((edge) => edge.from === other).map((edge) => say("line", { n: edge.chain }));
  const parts = named(item).filter((edge) => edge.from === other);
  return parts.map((edge) => `${page.words[edge.role]} · ${say("line", { n: edge.chain })}${edge.department ? ` · ${edge.department}` : ""}`);
}

function section(title, ...inside) {
  const part = made("section", "", "ego-part"), head = made("h3", title);
  part.append(head, ...inside);
  return part;
}

function sharedSaid(id, entry) {
  const item = [id, entry.id].find((one) => nodes[one].kind === "PowerItem");
  if (item !== undefined) return lineSaid(item, item === id ? entry.id : id).join("；");
  return say("shared", { n: entry.shared, total: totalOf(entry.id) });
}

function neighbourSections(id, go) {
  const kinds = neighbours(id);
  return ORDER.filter((kind) => kinds.has(kind)).map((kind) => {
    const entries = kinds.get(kind);
    const part = section(say("kind_count", { kind: page.words[`kind_${kind}`], n: entries.length }),
      shortList(entries, (entry) => [toNode(entry.id, go, sharedSaid(id, entry)), ...pageLink(entry.id, true)]));
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
  if (node.kind === "Group") put("serials", node.serials);
  if (node.kind === "Document") put("dated", node.dated || say("undated"));
  put("counted_items", coverage(id));
  if (node.kind === "Official") put("by_part", partsOf(id));
  if (office !== null && office !== id && !["Law", "RiskType", "RiskPoint", "Measure"].includes(node.kind)) put("organization", nodes[office].label);
  return list;
}

/** Everything about a node, to be put into a panel or a page; go(id) is called to go to another. */
function ego(id, go) {
  return [...pageLink(id, false), facts(id), ...neighbourSections(id, go), ...quoteSection(id)];
}
