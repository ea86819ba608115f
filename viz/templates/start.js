// The first picture, and the node that the address names.
const LEGIBLE = 0.5; // zoom at which names can still be read

/** On a narrow screen: the upper left of the picture, large enough to read. */
function fitCorner() {
  const { left, top } = extent(shown.nodes);
  moveTo(left - 16 + stage.clientWidth / 2 / LEGIBLE, top - 16 + stage.clientHeight / 2 / LEGIBLE, LEGIBLE);
}

refresh();
if (stage.clientWidth < 700 && zoomFor(shown.nodes) < LEGIBLE) fitCorner();
else fit();
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
if (addressed() !== null) show(addressed());
