// What a reader does in the picture: select, open and close, walk by keyboard, filter, find, save.
const spoken = one("#spoken");

function choose(id) {
  selected = id;
  lit = id === null ? null : litBy(id);
  recolour();
}

/** Show a node in the panel and in the picture; what it is folded into opens. Gives whether the picture changed. */
function show(id) {
  const before = opened.size, inPicture = reveal(id);
  if (inPicture !== null && legendOf(nodes[id])) setHidden(legendOf(nodes[id]), false);
  if (opened.size !== before || (inPicture !== null && !shown.nodes.includes(id))) refresh();
  showPanel(nameOf(id), (body) => body.append(made("p", page.words[`one_${nodes[id].kind}`], "ego-kind"), ...ego(id, go)), stage);
  choose(id);
  hideTip();
  one("#pan").hidden = true;
  const frameIt = () => (inPicture !== null ? frame(id) : fit(shown.nodes.filter((other) => lit.has(other))));
  frameIt();
  if (isSeen(inPicture ?? shown.nodes.find((other) => lit.has(other)))) return;
  stage.scrollIntoView({ block: "start", behavior: "instant" });
  frameIt(); // what the panel covers depends on where the picture stands
}

const EDGE = 24; // closer to the edge of the window a node counts as unseen

/** Whether a node is in the window, above the panel if that lies at the foot of it. */
function isSeen(id) {
  if (id === undefined) return true;
  const frame = stage.getBoundingClientRect(), y = frame.top + network.canvasToDOM(middle(id)).y, panel = detail.getBoundingClientRect();
  const foot = panel.width < frame.width * 0.7 ? innerHeight : panel.top;
  return y > Math.max(frame.top, 0) + EDGE && y < Math.min(frame.bottom, foot) - EDGE;
}

addEventListener("hashchange", () => addressed() !== null && show(addressed()));

/** Open a folded node or close an open one; what was inside it goes with it. */
function toggle(id) {
  const wasOpen = opened.has(id);
  if (wasOpen) {
    opened.delete(id);
    if (nodes[id].kind !== "PowerItem") nodes[id].children.forEach((child) => nodes[child].kind === "PowerItem" && opened.delete(child));
  } else opened.add(id);
  refresh();
  if (selected !== null) choose(selected);
  spoken.textContent = say(wasOpen ? "closed_node" : "opened_node", { name: nameOf(id), shown: one("#shown-count").textContent });
}

/** A press on a node: it is selected, and if it folds, it opens or closes. */
function activate(id) {
  if (foldable(id)) toggle(id);
  const place = stage.getBoundingClientRect();
  go(id);
  if (place.top < 0) stage.scrollIntoView({ block: "start" });
}

network.on("click", ({ nodes: [id] }) => {
  stage.focus({ preventScroll: true });
  if (id === undefined) {
    closeDetail(false);
    unselect();
  } else activate(id);
});

function unselect() {
  choose(null);
  if (/^#n\d+$/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
}
one("#detail-close").addEventListener("click", unselect);

// The wheel zooms only once the picture has been entered, so that it does not trap a reader who scrolls the page.
stage.addEventListener("focus", () => network.setOptions({ interaction: { zoomView: true } }));
stage.addEventListener("blur", () => {
  network.setOptions({ interaction: { zoomView: false } });
  if (cursor !== null) { cursor = null; network.redraw(); }
});

/** The nearest shown node in the direction of an arrow key. */
function towards(key) {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  const from = middle(cursor);
  let best = null, least = Infinity;
  shown.nodes.forEach((id) => {
    const to = middle(id), along = (to.x - from.x) * dx + (to.y - from.y) * dy, aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    const distance = along + 2.5 * aside;
    if (id !== cursor && along > 4 && distance < least) [best, least] = [id, distance];
  });
  return best;
}

function moveCursor(id) {
  if (id === null) return;
  cursor = id;
  const at = network.canvasToDOM(middle(id)), covered = panelCover();
  const inside = at.x > 30 && at.y > 30 && at.x < stage.clientWidth - covered.right - 30 && at.y < stage.clientHeight - covered.bottom - 30;
  if (!inside) moveTo(middle(id).x, middle(id).y, network.getScale());
  network.redraw();
  spoken.textContent = spokenName(id);
}

function spokenName(id) {
  const state = foldable(id) ? say(opened.has(id) ? "is_open" : "is_closed") : "";
  const links = shown.links.filter((link) => link.from === id || link.to === id).reduce((sum, link) => sum + link.count, 0);
  return [nameOf(id), page.words[`one_${nodes[id].kind}`], say("links_count", { n: links }), state].filter(Boolean).join(page.words.join);
}

const KEYS = {
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(),
  Enter: () => cursor !== null && activate(cursor), " ": () => cursor !== null && activate(cursor),
  Home: () => moveCursor(shown.nodes[0] ?? null), End: () => moveCursor(shown.nodes[shown.nodes.length - 1] ?? null),
};
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const walk = event.key.startsWith("Arrow");
  if (!walk && !(event.key in KEYS)) return;
  event.preventDefault();
  if (!walk) return KEYS[event.key]();
  moveCursor(cursor === null ? selectedOrFirst() : towards(event.key));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && selected !== null) unselect();
});
const selectedOrFirst = () => (shown.nodes.includes(selected) ? selected : shown.nodes[0] ?? null);

function zoom(factor) {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x, y }, scale: Math.min(Math.max(network.getScale() * factor, 0.02), 4) });
}

network.on("hoverNode", ({ node }) => {
  const at = network.canvasToDOM(middle(node)), frame = stage.getBoundingClientRect();
  tip.replaceChildren(made("p", nameOf(node)), made("p", page.words[`one_${nodes[node].kind}`], "muted"));
  tip.hidden = false;
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(Math.max(8, frame.left + at.x - size.width / 2), innerWidth - size.width - 8)}px`;
  tip.style.top = `${Math.max(8, frame.top + at.y - size.height - 26)}px`;
  stage.classList.add("over");
});
const tip = one("#tip");
const hideTip = () => { tip.hidden = true; stage.classList.remove("over"); };
["blurNode", "dragStart", "zoom"].forEach((name) => network.on(name, hideTip));
stage.addEventListener("pointerleave", hideTip);
addEventListener("scroll", hideTip, { passive: true });

function setHidden(key, hide) {
  if (hide) hidden.add(key);
  else hidden.delete(key);
  const box = one(`#legend input[value="${key}"]`);
  if (box) box.checked = !hide;
}
all("#legend input").forEach((box) => box.addEventListener("change", () => {
  setHidden(box.value, !box.checked);
  refresh();
  choose(selected);
  sayShown();
}));

/** Say what the line below the picture shows. */
function sayShown() {
  spoken.textContent = one("#shown-count").textContent;
}

/** Open or close every group; rather than more nodes than can be drawn at ease it opens none and says so. */
function openAll(open) {
  const folds = nodes.filter((node) => FOLDED.includes(node.kind) && foldable(node.id)), items = nodes.filter((node) => node.kind === "PowerItem").length;
  if (open && items > page.most_open) { spoken.textContent = say("too_many", { n: items, most: page.most_open }); return; }
  opened.clear();
  (open ? folds.map((node) => node.id) : page.open).forEach((id) => opened.add(id));
  [selected, lit] = [null, null];
  refresh();
  closeDetail(false);
  fit();
  sayShown();
}

const ACTIONS = {
  fit: () => fit(), closer: () => zoom(1.25), further: () => zoom(0.8), open: () => openAll(true), close: () => openAll(false),
  svg: () => save("quanpu-network.svg", "image/svg+xml", picture()), png: () => savePng("quanpu-network.png", picture()),
};
all("[data-act]").forEach((button) => button.addEventListener("click", () => ACTIONS[button.dataset.act]()));

// Another window, another picture: vis-network scales it once more after it has said so, hence a frame later.
network.on("resize", () => requestAnimationFrame(() => (selected !== null && shown.nodes.includes(selected) ? frame(selected) : fitAtFirst())));

one("#theme").addEventListener("click", repaint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
function repaint() {
  readPalette();
  recolour();
}
