// How each kind of node looks, as shapes that a canvas and an SVG both draw.
const KIND_COLOUR = { Official: "official", Department: "department", PowerItem: "item", Group: "item", Bundle: "item", RiskType: "risk", RiskPoint: "risk", Measure: "measure", Law: "law" };
const fonts = getComputedStyle(document.body).fontFamily;
const ruler = document.createElement("canvas").getContext("2d");
let palette = {};

/** The colours of the page as it is now: light or dark. */
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(Object.keys(page.light).map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function widthOf(text, size, weight = 400) {
  ruler.font = `${weight} ${size}px ${fonts}`;
  return ruler.measureText(text).width;
}

/** The text on one line, cut with … to a width. */
function cut(text, width, size, weight = 400) {
  const line = Array.from(text.slice(0, 400).replace(/\s+/g, " ").trim());
  if (line.length < 80 && widthOf(line.join(""), size, weight) <= width) return line.join("");
  let low = 0, high = Math.min(line.length, 120);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(`${line.slice(0, middle).join("")}…`, size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return `${line.slice(0, low).join("")}…`;
}

const rect = (x, y, w, h, r, fill, stroke = null, line = 1) => ({ shape: "rect", x, y, w, h, r, fill, stroke, line });
const polygon = (at, fill, stroke = null, line = 1) => ({ shape: "polygon", at, fill, stroke, line });
const text = (said, x, y, size, fill, weight = 400, anchor = "middle") => ({ shape: "text", said, x, y, size, fill, weight, anchor });

/** A kind's mark of about 12 by 12 around 0, 0: told apart by shape as well as colour. */
function mark(kind, fill) {
  switch (kind) {
    case "RiskPoint": case "RiskType": return polygon([0, -7, 7.5, 6, -7.5, 6], fill);
    case "Measure": return polygon([0, -7.5, 7.5, 0, 0, 7.5, -7.5, 0], fill);
    case "Law": return polygon([-6, -7, 6, -7, 6, 7, 0, 3, -6, 7], fill);
    case "Official": return rect(-9, -6, 18, 12, 6, fill);
    case "Department": return polygon([-9, 0, -5, -7, 5, -7, 9, 0, 5, 7, -5, 7], fill);
    default: return rect(-8, -6, 16, 12, 2.5, fill);
  }
}

function groupShapes(node, isOpen) {
  const { w, h } = sizeOf(node, isOpen), left = -w / 2, top = -h / 2;
  const count = say("n_items", { n: node.children.length });
  const arrow = isOpen ? "▾" : "▸";
  const head = `${arrow} ${node.label}`, wide = widthOf(head, 17, 700);
  const shapes = [rect(left, top, w, h, 7, isOpen ? "paper" : "raised", "item", isOpen ? 1 : 1.6)];
  if (!isOpen) {
    node.children.slice(0, 2000).forEach((child) => {
      const other = nodes[child];
      shapes.push(rect(other.x - node.x - other.w / 2, other.y - node.y - other.h / 2, other.w, other.h, 4, "track"));
    });
  }
  const said = cut(`${count} · ${say("serials_short", { serials: node.serials })}`, w - wide - 34, 13);
  shapes.push(text(head, left + 12, top + 20, 17, "ink", 700, "start"), text(said, left + 20 + wide, top + 20, 13, "muted", 400, "start"));
  return shapes;
}

/** Items summed up: their number, and as a bar their share of the office's items. */
function bundleShapes(node) {
  const { w, h } = node, left = -w / 2, top = -h / 2, head = node.label, wide = widthOf(head, 17, 700), room = w - 24;
  const said = cut([say("n_items", { n: node.items }), say("serials_short", { serials: node.serials })].join(" · "), w - wide - 34, 13);
  const part = Math.max(room * (node.items / Math.max(countOf(organizationOf(node.id)), 1)), 2);
  return [rect(left, top, w, h, 7, "raised", "item", 1.6), rect(left + 12, h / 2 - 15, room, 7, 2, "track"), rect(left + 12, h / 2 - 15, part, 7, 2, "item"),
    text(head, left + 12, top + 18, 17, "ink", 700, "start"), text(said, left + 20 + wide, top + 18, 13, "muted", 400, "start")];
}

function organizationShapes(node, isOpen) {
  const { w, h } = sizeOf(node, isOpen), size = isOpen ? 21 : Math.min(h / 5, w / 12);
  const counts = say("n_items", { n: countOf(node.id) }), arrow = node.children.length ? "▸ " : "";
  if (isOpen) {
    const name = cut(`▾ ${node.label}`, w - 160, size, 700);
    return [text(name, -w / 2 + 2, 0, size, "ink", 700, "start"), text(counts, w / 2, 0, 14, "muted", 400, "end"), rect(-w / 2, h / 2, w, 1.5, 0, "ink")];
  }
  return [rect(-w / 2, -h / 2, w, h, 14, "raised", "ink", 2), text(cut(`${arrow}${node.label}`, w - size, size, 700), 0, -size * 0.6, size, "ink", 700),
    text(counts, 0, size * 0.8, size * 0.7, "muted")];
}

function restShapes(node, isOpen) {
  const { w, h } = sizeOf(node, isOpen), size = isOpen ? 13 : Math.max(14, Math.min(h / 4, w / 12, 40));
  return [rect(-w / 2, -h / 2, w, h, 7, "paper", "muted", 1.2), text(cut(`${isOpen ? "▾" : "▸"} ${nameOf(node.id)}`, w - 16, size), 0, 0, size, "ink")];
}

function namedShapes(node, colour) {
  const said = cut(node.label, 164, 15, 600), w = Math.max(widthOf(said, 15, 600) + 28, 64), h = 32;
  const shape = node.kind === "Official" ? rect(-w / 2, -h / 2, w, h, h / 2, colour)
    : polygon([-w / 2 - 5, 0, -w / 2 + 5, -h / 2, w / 2 - 5, -h / 2, w / 2 + 5, 0, w / 2 - 5, h / 2, -w / 2 + 5, h / 2], colour);
  return [shape, text(said, 0, 0.5, 15, "on", 600)];
}

const CHIP = 40; // how wide an item is that shows its number alone

function itemShapes(node, isOpen) {
  const { w, h } = node, said = cut(node.serial, Math.min(w, CHIP) - 6, 13, 600);
  if (w > CHIP) {
    return [rect(-w / 2, -h / 2, w, h, 4, "raised", isOpen ? "ink" : "item", isOpen ? 3 : 1.2), rect(-w / 2, -h / 2, CHIP, h, 4, "item"),
      text(said, (CHIP - w) / 2, 0.5, 13, "on", 600), text(cut(node.label, w - CHIP - 16, 13), CHIP + 8 - w / 2, 0.5, 13, "ink", 400, "start")];
  }
  return [rect(-w / 2, -h / 2, w, h, 4, "item", isOpen ? "ink" : null, 3), text(said, 0, 0.5, 13, "on", 600)];
}

function factShapes(node, colour) {
  const { w } = sizeOf(node, false), drawn = mark(node.kind, colour);
  drawn.dx = -w / 2 + 9;
  return [drawn, text(cut(node.label, w - 26, 14), -w / 2 + 24, 0.5, 14, "ink", 400, "start")];
}

/** A node's size as it is drawn now: a box that is open is its heading. */
function sizeOf(node, isOpen) {
  if (node.kind === "Group") return { w: node.w, h: isOpen ? 32 : node.h };
  if (node.kind === "Organization") return { w: node.w, h: isOpen ? 34 : node.h };
  if (node.kind === "Bundle") return { w: node.w, h: node.h };
  if (node.kind === "Rest" || node.kind === "Offices") return { w: isOpen ? Math.min(node.w, 190) : node.w, h: isOpen ? 26 : node.h };
  if (KIND_COLOUR[node.kind] && node.x === undefined) return { w: Math.min(widthOf(node.label.slice(0, 60), 14) + 30, 280), h: 24 };
  return { w: node.w, h: 32 };
}

function shapesOf(node, isOpen) {
  const colour = KIND_COLOUR[node.kind];
  switch (node.kind) {
    case "Group": return groupShapes(node, isOpen);
    case "Organization": return organizationShapes(node, isOpen);
    case "Bundle": return bundleShapes(node);
    case "Rest": case "Offices": return restShapes(node, isOpen);
    case "PowerItem": return itemShapes(node, isOpen);
    case "Official": case "Department": return namedShapes(node, colour);
    default: return factShapes(node, colour);
  }
}

/** Draw shapes on a canvas around x, y; text too small to read is left out. */
function paint(context, shapes, x, y, scale) {
  shapes.forEach((each) => {
    const left = x + (each.dx ?? 0);
    if (each.shape === "text") {
      if (each.size * scale < 4.5) return;
      context.font = `${each.weight} ${each.size}px ${fonts}`;
      context.textAlign = each.anchor === "middle" ? "center" : each.anchor;
      context.textBaseline = "middle";
      context.fillStyle = palette[each.fill];
      context.fillText(each.said, left + each.x, y + each.y);
      return;
    }
    if (each.shape === "rect" && each.h * scale < 9 && !each.stroke) { // too small for round corners
      context.fillStyle = palette[each.fill];
      context.fillRect(left + each.x, y + each.y, each.w, each.h);
      return;
    }
    context.beginPath();
    if (each.shape === "rect") context.roundRect(left + each.x, y + each.y, each.w, each.h, each.r);
    else for (let place = 0; place < each.at.length; place += 2) context.lineTo(left + each.at[place], y + each.at[place + 1]);
    context.closePath();
    context.fillStyle = palette[each.fill];
    context.fill();
    if (each.stroke) {
      context.strokeStyle = palette[each.stroke];
      context.lineWidth = each.line;
      context.stroke();
    }
  });
}

/** The same shapes as SVG elements, in the light colours. */
function drawn(shapes, x, y) {
  const group = svgElement("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
  shapes.forEach((each) => {
    const fill = page.light[each.fill], stroke = each.stroke ? { stroke: page.light[each.stroke], "stroke-width": each.line } : {};
    const moved = each.dx ? { transform: `translate(${each.dx.toFixed(1)} 0)` } : {};
    if (each.shape === "text") {
      const at = { x: each.x.toFixed(1), y: (each.y + each.size * 0.36).toFixed(1), "font-size": each.size.toFixed(1), "font-weight": each.weight };
      group.append(svgElement("text", { ...at, "text-anchor": each.anchor, fill }, each.said));
    } else if (each.shape === "rect") {
      group.append(svgElement("rect", { x: each.x, y: each.y, width: each.w, height: each.h, rx: each.r, fill, ...stroke, ...moved }));
    } else {
      const at = each.at.map((number) => number.toFixed(1)).join(" ");
      group.append(svgElement("polygon", { points: at, fill, ...stroke, ...moved }));
    }
  });
  return group;
}
