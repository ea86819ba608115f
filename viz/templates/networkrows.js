// The rows of the tables behind the network: every stored link, and every node with its number of items.
/** Stored links as rows: who, in which part, for what, and where the list says so. */
function linkRows() {
  const rows = edgesOf("RESPONSIBLE_FOR").map((edge) => rowOf(edge, page.words[edge.role], edge.department ?? ""));
  return rows.concat(edgesOf("HANDLES").map((edge) => rowOf(edge, page.words.handles, "")));
}

function rowOf(edge, part, department) {
  const item = nodes[edge.to], cell = cellOf(edge), office = organizationOf(edge.to), list = documentOf(edge.to) ?? onlyListOf(office);
  const quote = cell ? words(cell.to, edge.start, edge.end) : "";
  return [nodes[office].label, nodes[list]?.label ?? "", nodes[edge.from].label, part, department, edge.chain, item.serial ?? item.serials,
    item.kind === "Bundle" ? nameOf(edge.to) : item.label, edge.times ?? 1, cell?.row ?? edge.row ?? null, edge.column, quote];
}

/** The list of an office that has only one. */
const onlyListOf = (office) => (issued(office).length === 1 ? issued(office)[0].from : null);

function nodeRows() {
  const kinds = ["Official", "Department", "Bundle", "PowerItem", "RiskType", "RiskPoint", "Measure", "Law"];
  return nodes.filter((node) => kinds.includes(node.kind)).map((node) => {
    const office = ["Official", "Department", "Bundle", "PowerItem"].includes(node.kind) ? organizationOf(node.id) : null;
    return [page.words[`one_${node.kind}`], node.serial ?? node.serials ?? node.code ?? "", node.kind === "Bundle" ? nameOf(node.id) : node.label, office === null ? "" : nodes[office].label, countOf(node.id)];
  });
}

page.make = { links: () => table("links", linkRows()), nodes: () => table("nodes", nodeRows()) };
