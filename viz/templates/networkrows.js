// The rows of the tables behind the network: every stored link, and every node with its number of items.
/** Stored links as rows: who, in which part, for what, and where the list says so. */
function linkRows() {
  const rows = edgesOf("RESPONSIBLE_FOR").map((edge) => rowOf(edge, page.words[edge.role], edge.department ?? ""));
  return rows.concat(edgesOf("HANDLES").map((edge) => rowOf(edge, page.words.handles, "")));
}

function rowOf(edge, part, department) {
  const item = nodes[edge.to], cell = cellOf(edge), list = documentOf(edge.to), office = organizationOf(edge.to);
  const quote = cell ? words(cell.to, edge.start, edge.end) : "";
  return [nodes[office].label, nodes[list].label, nodes[edge.from].label, part, department, edge.chain, item.serial, item.label, cell?.row ?? edge.row ?? null, edge.column, quote];
}

function nodeRows() {
  const kinds = ["Official", "Department", "PowerItem", "RiskType", "RiskPoint", "Measure", "Law"];
  return nodes.filter((node) => kinds.includes(node.kind)).map((node) => {
    const office = ["Official", "Department", "PowerItem"].includes(node.kind) ? organizationOf(node.id) : null;
    return [page.words[`kind_${node.kind}`], node.serial ?? node.code ?? "", node.label, office === null ? "" : nodes[office].label, itemsOf(node.id).length];
  });
}

page.make = { links: () => table("links", linkRows()), nodes: () => table("nodes", nodeRows()) };
