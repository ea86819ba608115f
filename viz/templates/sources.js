// The printed words behind a node: what each edge quotes, and where it stands.
const points = new Map();

/** The text of a passage as code points: places are counted in these, not in UTF-16. */
function codePoints(passage) {
  if (!points.has(passage)) points.set(passage, Array.from(nodes[passage].label));
  return points.get(passage);
}

const words = (passage, start, end) => codePoints(passage).slice(start, end).join("");

/** The whole printed line around a place, cut to about 160 code points. */
function lineAround(passage, start, end) {
  const text = codePoints(passage);
  let first = start, last = end;
  while (first > 0 && text[first - 1] !== "\n" && start - first < 80) first -= 1;
  while (last < text.length && text[last] !== "\n" && last - end < 80) last += 1;
  const cut = (at, edge) => (at !== edge && text[at === first ? first - 1 : last] !== "\n" ? "…" : "");
  return `${cut(first, 0)}${text.slice(first, last).join("").trim()}${cut(last, text.length)}`;
}

function place(cell, start, end) {
  return { document: documentOf(cell.from), part: cell.part, row: cell.row, column: cell.column, start: cell.start + start, end: cell.start + end };
}

/** The cell of an item that an edge to it was read from. */
function cellOf(edge) {
  const cells = cellsOf(edge.to).filter((cell) => cell.column === edge.column && (edge.row === undefined || cell.row === edge.row));
  return cells.find((cell) => codePoints(cell.to).length >= edge.end) ?? null;
}

function fromItem(edge) {
  const cell = cellOf(edge);
  return cell ? [{ quote: lineAround(cell.to, edge.start, edge.end), ...place(cell, edge.start, edge.end) }] : [];
}

function fromPassage(edge, quote) {
  return cellsWith(edge.from).map((cell) => ({ quote, ...place(cell, edge.start, edge.end) }));
}

function wholeCell(cell) {
  const text = codePoints(cell.to);
  return { quote: text.join(""), header: cell.header, ...place(cell, 0, text.length) };
}

/** Every place that names a node, with the words there. */
function placesOf(id) {
  switch (nodes[id].kind) {
    case "Official": return namedOn(id).flatMap(fromItem);
    case "Department": return handles(id).flatMap(fromItem);
    case "Law": return citedBy(id).flatMap((edge) => fromPassage(edge, lineAround(edge.from, edge.start, edge.end)));
    case "RiskPoint": case "Measure": return statedBy(id).flatMap((edge) => fromPassage(edge, words(edge.from, edge.start, edge.end)));
    case "RiskType": return typed(id).flatMap((edge) => placesOf(edge.from));
    case "PowerItem": return [...cellsOf(id)].sort((a, b) => a.row - b.row || a.column - b.column).map(wholeCell);
    case "Group": return nodes[id].children.flatMap((item) => [...named(item), ...handledBy(item)].flatMap(fromItem));
    default: return [];
  }
}

/** The distinct words that name a node, each with all its places: list texts are copies of each other. */
function quotesOf(id) {
  const quotes = new Map();
  placesOf(id).forEach((found) => {
    const key = `${found.header ?? ""}\n${found.quote}`;
    if (!quotes.has(key)) quotes.set(key, { quote: found.quote, header: found.header, places: [] });
    quotes.get(key).places.push(found);
  });
  return [...quotes.values()].sort((a, b) => (a.header || b.header ? 0 : b.places.length - a.places.length));
}

/** Numbers with runs shortened: 1, 2, 3, 7 gives 1–3, 7. */
function runs(numbers) {
  const sorted = unique(numbers).sort((a, b) => a - b), found = [];
  sorted.forEach((number) => {
    const last = found[found.length - 1];
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  });
  return found.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
}

/** The places of one quote in words: the first exactly, then which rows of which list and column say the same. */
function placesSaid(places) {
  const [first] = places, groups = new Map();
  const exact = say("place_of", { ...first, part: first.part ? `${first.part} ` : "" });
  if (places.length === 1) return [`${nodes[first.document].label} · ${exact}`];
  places.forEach((one) => add(groups, `${one.document}\n${one.part}\n${one.column}`, one));
  const said = [...groups.values()].map((same) => say("rows_of", {
    document: nodes[same[0].document].label, part: same[0].part ? `${same[0].part} ` : "", rows: runs(same.map((one) => one.row)), column: same[0].column,
  }));
  return [...said, say("first_of", { place: exact })];
}
