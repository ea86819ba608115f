// Saving a chart of the page as SVG or as a picture.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const figure = button.closest("figure"), section = figure.closest("section");
  const chart = one(".grid, .wide svg", figure);
  const heading = [one("h3", figure)?.textContent, one("h2", section).lastChild.textContent].filter(Boolean).join(" · ");
  const text = standalone(chart, heading, figure.dataset.sources, all(".legend li", section)), name = `quanpu-${button.dataset.save}`;
  if (button.dataset.as === "png") savePng(`${name}.png`, text);
  else save(`${name}.svg`, "image/svg+xml", text);
});
