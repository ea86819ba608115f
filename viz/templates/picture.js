// The picture: vis-network shows and moves it, positions and looks are the page's own.
const stage = one("#stage");
const TOO_MANY_TO_MOVE = 1500; // links
const looks = new Map(); // shapes of a node, closed and open
let shown = { nodes: [], links: [], facts: new Map() };
let lines = []; // the links as strokes
let selected = null, cursor = null, lit = null, scale = 1;

function look(id) {
  const key = id * 2 + opened.has(id);
  if (!looks.has(key)) looks.set(key, shapesOf(nodes[id], opened.has(id)));
  return looks.get(key);
}

/** The middle of a node as it is drawn now: an open box is its heading, at the top. */
function middle(id) {
  const node = nodes[id];
  if (node.x === undefined) return shown.facts.get(id);
  const x = node.x + asideOf(id);
  if (!opened.has(id) || !FOLDED.includes(node.kind)) return { x, y: node.y };
  return { x, y: node.y - node.h / 2 + sizeOf(node, true).h / 2 };
}

function draw({ ctx, id, x, y }) {
  const { w, h } = edgeSize(id);
  return {
    drawNode() {
      const plainly = (!lit || lit.has(id)) && id !== selected && id !== cursor;
      if (plainly) return paint(ctx, look(id), x, y, scale); // most of thousands: nothing to put back
      ctx.save();
      if (lit && !lit.has(id)) {
        paint(ctx, [{ ...look(id)[0], fill: "paper", stroke: null }], x, y, scale); // no line shows through what is dimmed
        ctx.globalAlpha = 0.28;
      }
      paint(ctx, look(id), x, y, scale);
      if (id === selected || id === cursor) ring(ctx, x, y, w, h, id === selected);
      return ctx.restore();
    },
    nodeDimensions: { width: w, height: h },
  };
}

function ring(context, x, y, w, h, solid) {
  context.globalAlpha = 1;
  context.setLineDash(solid ? [] : [5, 3]);
  context.strokeStyle = palette.accent;
  context.lineWidth = 2.5 / Math.min(scale, 1);
  context.beginPath();
  context.roundRect(x - w / 2 - 5, y - h / 2 - 5, w + 10, h + 10, 8);
  context.stroke();
}

/** Work out what is shown and hand it to vis-network. */
function refresh() {
  const visible = shownNodes();
  stepAside();
  shown = { nodes: visible, links: shownLinks(visible), facts: factPlaces(visible) };
  if (cursor !== null && !visible.includes(cursor)) cursor = null;
  placeEnds(shown.links, middle);
  lines = strokes(shown.links);
  network.setData({ nodes: visible.map((id) => ({ id, shape: "custom", ctxRenderer: draw, ...middle(id) })), edges: [] });
  one("#shown-count").textContent = say("shown_count", { nodes: visible.length, links: shown.links.length })
    + (shown.links.length > CROWDED ? say("faint") : "");
}

/** Draw anew: another theme, or another selection. */
function recolour() {
  lines = strokes(shown.links);
  network.redraw();
}

readPalette();
const network = new vis.Network(stage, { nodes: [], edges: [] }, {
  ...page.graph.options, interaction: { ...page.graph.options.interaction, zoomView: false },
});
one(".vis-network", stage).tabIndex = -1; // the stage is what the keyboard enters
network.on("beforeDrawing", (context) => {
  scale = network.getScale();
  if (!moving) paintLinks(context, lines);
});
network.on("afterDrawing", (context) => paintCounts(context, shown.links, scale));

// While the picture moves, thousands of lines step aside, so that it follows the hand.
let moving = null;
function move(ends) {
  clearTimeout(moving);
  const still = () => {
    moving = null;
    network.redraw();
  };
  moving = shown.links.length > TOO_MANY_TO_MOVE ? setTimeout(still, ends ? 0 : 250) : null;
}
network.on("dragging", () => move(false));
network.on("zoom", () => move(false));
network.on("dragEnd", () => move(true));

/** Left, top, right and bottom of some nodes as they are shown. */
function extent(ids) {
  const boxes = ids.map((id) => ({ ...middle(id), ...edgeSize(id) }));
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    left: -most(boxes.map((b) => b.w / 2 - b.x)), top: -most(boxes.map((b) => b.h / 2 - b.y)),
    right: most(boxes.map((b) => b.x + b.w / 2)), bottom: most(boxes.map((b) => b.y + b.h / 2)),
  };
}

/** The zoom at which some nodes fill the stage; what the panel covers does not count. */
function zoomFor(ids) {
  const { left, right, top, bottom } = extent(ids), covered = panelCover();
  const wide = Math.max(stage.clientWidth - covered.right, 120), high = Math.max(stage.clientHeight - covered.bottom, 120);
  return Math.min((wide - 40) / (right - left), (high - 40) / (bottom - top), 1.25);
}

function fit(ids = shown.nodes) {
  if (!ids.length) return;
  const { left, right, top, bottom } = extent(ids);
  moveTo((left + right) / 2, (top + bottom) / 2, zoomFor(ids));
}

const LEGIBLE = 0.5; // zoom at which names can still be read

const LEAST = 300; // the least height of the stage, of which a panel wants some

/** Everything; but on a narrow screen, where nothing could be read then, its upper left, and a word that it can be dragged. */
function fitAtFirst() {
  if (!shown.nodes.length) return undefined;
  const narrow = stage.clientWidth < 700, { left, right, top, bottom } = extent(shown.nodes), across = (stage.clientWidth - 40) / (right - left);
  fitStage(narrow ? Math.max((bottom - top) * Math.max(Math.min(across, 1.25), LEGIBLE) + 90, LEAST) : null);
  one("#pan").hidden = !narrow || zoomFor(shown.nodes) >= LEGIBLE;
  if (one("#pan").hidden) return fit();
  return moveTo(left - 16 + stage.clientWidth / 2 / LEGIBLE, top - 16 + stage.clientHeight / 2 / LEGIBLE, LEGIBLE);
}

/** Give the stage a height in pixels, or that of the style sheet where this is less or none is given. */
function fitStage(height) {
  stage.style.maxHeight = height === null ? "" : `${Math.ceil(height)}px`;
  network.setSize("100%", "100%");
}
["dragStart", "zoom"].forEach((name) => network.on(name, () => { one("#pan").hidden = true; }));

function moveTo(x, y, zoom) {
  const covered = panelCover();
  network.moveTo({ position: { x: x + covered.right / 2 / zoom, y: y + covered.bottom / 2 / zoom }, scale: zoom });
}

/** How much of the stage the panel covers, at its right and at its foot. */
function panelCover() {
  if (detail.hidden) return { right: 0, bottom: 0 };
  const panel = detail.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  if (panel.width < frame.width * 0.7) return { right: Math.max(0, frame.right - panel.left), bottom: 0 };
  return { right: 0, bottom: Math.min(Math.max(0, frame.bottom - panel.top), frame.height * 0.6) };
}

/** Show a node with what belongs to it: everything if that can still be read, else its surroundings, else itself. */
function frame(id) {
  const around = shown.nodes.filter((other) => lit?.has(other) && !ancestors(id).includes(other));
  const facts = shown.nodes.filter((other) => other === id || (nodes[id].kind === "PowerItem" && opened.has(id) && factsOf(id).includes(other)));
  const fitting = [shown.nodes, around, facts].find((some) => some.length && zoomFor(some) >= LEGIBLE);
  if (fitting) return fit(fitting);
  const { x, y } = middle(id);
  return moveTo(x, y, Math.max(network.getScale(), 0.75));
}

/** The nodes that belong with a node among those shown: linked ones, and what stands for its items. */
function litBy(id) {
  const there = new Set(shown.nodes), near = new Set([id]);
  shown.links.forEach((link) => {
    if (link.from === id) near.add(link.to);
    if (link.to === id) near.add(link.from);
  });
  if (!there.has(id) || FACTS.includes(nodes[id].kind)) itemsOf(id).forEach((item) => near.add(standIn(item)));
  if (FOLDED.includes(nodes[id].kind)) nodes[id].children.forEach((child) => near.add(child));
  ancestors(id).forEach((above) => near.add(above));
  return nodes[id].kind === "Organization" ? null : near;
}
