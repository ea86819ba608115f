// Links as curves from side to side: those at one side of a node are spread along it, so that no two lie on each other.
const PART_COLOUR = { leader: "leader", head: "head", handler: "handler", other: "other", handles: "department", states: "muted" };
const DASHES = { handles: [7, 5], handler: [10, 4], other: [2, 4] };
const PAST = 130; // before the departments, where lines to facts leave the items
const MANY = 80; // lines above which their counts are left to the panel
const CROWDED = 300; // lines above which they are faint until something is selected

/** Give each link its two ends: x1, y1, x2, y2. */
function placeEnds(links, middleOf) {
  const sides = new Map();
  links.forEach((link) => {
    const from = middleOf(link.from), to = middleOf(link.to), right = from.x <= to.x;
    add(sides, link.from * 2 + right, { link, end: 1, at: from, right, far: to.y });
    add(sides, link.to * 2 + !right, { link, end: 2, at: to, right: !right, far: from.y });
  });
  sides.forEach((ends, side) => {
    const { w, h } = edgeSize(side >> 1), room = Math.max(h - 14, 4);
    ends.sort((a, b) => a.far - b.far);
    ends.forEach(({ link, end, at, right }, place) => {
      link[`x${end}`] = at.x + (right ? w / 2 : -w / 2);
      link[`y${end}`] = at.y + (ends.length === 1 ? 0 : ((place + 0.5) / ends.length - 0.5) * Math.min(room, ends.length * 22));
    });
  });
  passGates(links, middleOf);
}

/** Lines to facts pass a column of departments through a gap between these, as one: so none seems to come from a department. */
function gateOf(office, y) {
  const around = shown.nodes.filter((id) => (nodes[id].kind === "Department" || (nodes[id].kind === "Rest" && nodes[id].of === "Department")) && organizationOf(id) === office);
  if (!around.length) return null;
  const boxes = around.map((id) => ({ ...middle(id), ...edgeSize(id) })).sort((a, b) => a.y - b.y);
  const ends = boxes.map((box) => box.y + box.h / 2).reduce((all, end) => [...all, Math.max(end, all.at(-1) ?? end)], []);
  const gaps = boxes.slice(1).map((box, place) => ({ y: (box.y - box.h / 2 + ends[place]) / 2, free: box.y - box.h / 2 - ends[place] }));
  const open = [boxes[0].y - boxes[0].h / 2 - 14, ...gaps.filter((gap) => gap.free >= 8).map((gap) => gap.y), ends.at(-1) + 14];
  return {
    y: open.reduce((best, one) => (Math.abs(one - y) < Math.abs(best - y) ? one : best)),
    left: boxes.reduce((least, box) => Math.min(least, box.x - box.w / 2), Infinity), right: boxes.reduce((most, box) => Math.max(most, box.x + box.w / 2), -Infinity),
  };
}

/** Lead the lines to an item's facts out under it, past the other items, and through a gap between the departments. */
function passGates(links, middleOf) {
  const gates = new Map();
  links.filter((link) => link.part === "states").forEach((link) => {
    if (!gates.has(link.from)) gates.set(link.from, gateOf(organizationOf(link.from), middleOf(link.from).y));
    const gate = gates.get(link.from), at = middleOf(link.from), { w, h } = edgeSize(link.from);
    if (!gate || gate.left <= at.x + w / 2 || gate.right >= link.x2) return;
    link.via = { ...gate, under: at.y + h / 2 + 4, past: Math.max(gate.left - PAST, at.x + w / 2) };
    [link.x1, link.y1] = [at.x, at.y + h / 2];
  });
}

/** The size that lines see: a name's own width, not that of its column. */
function edgeSize(id) {
  const first = look(id)[0];
  if (nodes[id].kind === "Official") return { w: first.w, h: first.h };
  if (nodes[id].kind === "Department") return { w: first.at[6] * 2, h: 32 };
  return sizeOf(nodes[id], opened.has(id));
}

const heaviest = () => shown.links.reduce((most, link) => Math.max(most, link.count), 1);
/** How wide a link is: by its count, but never so that it hides others. */
const widthOfLink = (link, most) => (link.own ? 1.2 : 1.4 + Math.min(Math.sqrt(link.count) / 2, (shown.links.length > MANY ? 4 : 7) * Math.sqrt(link.count / most)));
/** How strong a link is: where there are very many, only those of what is selected are. */
const strength = () => (shown.links.length > CROWDED && !lit ? 0.28 : 1);
const bend = (x1, y1, x2, y2) => [(x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2];
/** A link from its first end on as pieces: two numbers for a straight one, six for a curve. */
function curves({ x1, y1, x2, y2, via }) {
  if (!via) return [bend(x1, y1, x2, y2)];
  const { left, right, past, under, y } = via;
  return [[x1, under], [past, under], bend(past, under, left, y), [right, y], bend(right, y, x2, y2)];
}
const isFar = (link) => Boolean(lit) && link.from !== selected && link.to !== selected;

/** Lines of one look as one path: thousands are drawn with a few strokes. */
function strokes(links) {
  const found = new Map(), most = heaviest();
  links.forEach((link) => {
    const width = widthOfLink(link, most), key = `${link.part} ${width} ${isFar(link)}`;
    if (!found.has(key)) found.set(key, { path: new Path2D(), width, part: link.part, far: isFar(link) });
    const { path } = found.get(key);
    path.moveTo(link.x1, link.y1);
    curves(link).forEach((piece) => (piece.length === 2 ? path.lineTo(...piece) : path.bezierCurveTo(...piece)));
  });
  return [...found.values()].sort((a, b) => Number(b.far) - Number(a.far));
}

function paintLinks(context, looks) {
  looks.forEach(({ path, width, part, far }) => {
    context.globalAlpha = far ? 0.12 : strength();
    context.strokeStyle = palette[PART_COLOUR[part]];
    context.lineWidth = width;
    context.setLineDash(DASHES[part] ?? []);
    context.stroke(path);
  });
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** Where a link's count is written: on the curve, near the end that fewer lines share. */
function countPlace({ x1, y1, x2, y2 }, along = 0.3) {
  const t = x1 < x2 ? along : 1 - along, u = 1 - t, x = (x1 + x2) / 2;
  return {
    x: u ** 3 * x1 + 3 * u * u * t * x + 3 * u * t * t * x + t ** 3 * x2,
    y: u ** 3 * y1 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t ** 3 * y2,
  };
}

const withCounts = (links) => (links.length > MANY ? [] : links.filter((link) => !link.own && !isFar(link)));

function paintCounts(context, links, zoom) {
  if (12 * zoom < 5) return;
  context.font = `600 12px ${fonts}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 4;
  context.lineJoin = "round";
  withCounts(links).forEach((link) => {
    const { x, y } = countPlace(link);
    context.strokeStyle = palette.paper;
    context.strokeText(String(link.count), x, y);
    context.fillStyle = palette.ink;
    context.fillText(String(link.count), x, y);
  });
}

/** The links as SVG elements, in the light colours. */
function drawnLinks(links) {
  const group = svgElement("g", { fill: "none" }), most = heaviest();
  links.forEach((link) => {
    const written = (numbers) => numbers.map((n) => n.toFixed(1)).join(" ");
    const d = `M${written([link.x1, link.y1])}${curves(link).map((piece) => `${piece.length === 2 ? "L" : "C"}${written(piece)}`).join("")}`;
    const dashes = DASHES[link.part] ? { "stroke-dasharray": DASHES[link.part].join(" ") } : {};
    group.append(svgElement("path", { d, stroke: page.light[PART_COLOUR[link.part]], "stroke-width": widthOfLink(link, most).toFixed(2),
      "stroke-opacity": isFar(link) ? 0.12 : strength(), ...dashes }));
  });
  withCounts(links).forEach((link) => {
    const { x, y } = countPlace(link), look = { "font-size": 12, "font-weight": 600, "text-anchor": "middle", "paint-order": "stroke" };
    group.append(svgElement("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), ...look, fill: page.light.ink, stroke: page.light.paper, "stroke-width": 4 },
      String(link.count)));
  });
  return group;
}
