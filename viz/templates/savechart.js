// Saving a chart of the page as SVG or as a picture.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const figure = button.closest("figure"), section = figure.closest("section");
  const chart = one(".grid, .wide svg", figure);
  const heading = [one("h3", figure)?.textContent, one("h2", section).lastChild.textContent].filter(Boolean).join(" · ");
  const shown = all(".legend li", section).filter((entry) => one("svg", entry) && !one("[aria-pressed=false]", entry));
  const hidden = all(".legend [aria-pressed=false]", section).map((key) => one("span", key).textContent);
  const sources = [figure.dataset.sources, hidden.length && say("hidden", { kinds: hidden.join(page.words.join) })].filter(Boolean).join(" · ");
  const text = standalone(chart, heading, sources, shown);
  const figures = all("figure", section), place = figures.length > 1 ? String(figures.indexOf(figure) + 1) : "";
  const name = fileName([button.dataset.save, place, one("h3", figure)?.textContent], figure.dataset.sources);
  if (button.dataset.as === "png") savePng(`${name}.png`, text);
  else save(`${name}.svg`, "image/svg+xml", text);
});
