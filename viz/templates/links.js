// Links as curves from side to side: those at one side of a node are spread along it, so that no two lie on each other.
const PART_COLOUR = { leader: "leader", head: "head", handler: "handler", other: "other", handles: "department", states: "muted" };
const DASHES = { handles: [7, 5], handler: [10, 4], other: [2, 4] };
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
const curve = ({ x1, y1, x2, y2 }) => [(x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2];
const isFar = (link) => Boolean(lit) && link.from !== selected && link.to !== selected;

/** Lines of one look as one path: thousands are drawn with a few strokes. */
function strokes(links) {
  const found = new Map(), most = heaviest();
  links.forEach((link) => {
    const width = widthOfLink(link, most), key = `${link.part} ${width} ${isFar(link)}`;
    if (!found.has(key)) found.set(key, { path: new Path2D(), width, part: link.part, far: isFar(link) });
    const { path } = found.get(key);
    path.moveTo(link.x1, link.y1);
    path.bezierCurveTo(...curve(link));
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
    const d = `M${[link.x1, link.y1].map((n) => n.toFixed(1)).join(" ")}C${curve(link).map((n) => n.toFixed(1)).join(" ")}`;
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
