// The rows of the tables behind a subject: what stands on the same items, and every place that names it.
function neighbourRows() {
  const kinds = neighbours(subject);
  return ORDER.flatMap((kind) => (kinds.get(kind) ?? []).map(({ id, shared }) => (
    [page.words[`one_${kind}`], nodes[id].serial ?? nodes[id].code ?? "", nodes[id].label, shared, countOf(id)]
  )));
}

const placeRows = () => placesOf(subject).map((one) => (
  [nodes[one.document].label, one.part, one.row, one.column, one.start, one.end, one.header ?? "", one.quote]
));

page.make = { links: () => table("links", neighbourRows()), places: () => table("places", placeRows()) };
