// The picture as it stands now, for saving and for paper.
/** All that is shown, as an SVG drawing of its own size. */
function drawing() {
  const all = extent(shown.nodes), left = all.left - 12, top = all.top - 12, width = all.right + 12 - left, height = all.bottom + 12 - top;
  const svg = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": fonts });
  svg.append(drawnLinks(shown.links), ...shown.nodes.map((id) => {
    const { x, y } = middle(id);
    return drawn(look(id), x, y);
  }));
  return svg;
}

function picture() {
  const svg = drawing();
  return standalone(svg, page.title, cut(page.sources, svg.viewBox.baseVal.width, 13), all("#legend li"));
}

addEventListener("beforeprint", () => one("#printed").replaceChildren(drawing()));
