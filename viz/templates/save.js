// Saving a table as CSV and a chart as SVG, made here from what the page holds.
function save(name, type, text) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A value for csv: quoted where needed; text that a spreadsheet would run as a formula gets an apostrophe in front. */
function csvValue(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("、") : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(table) {
  const { columns, rows } = page.tables[table];
  return "\ufeff" + [columns, ...rows].map((row) => row.map(csvValue).join(",") + "\n").join("");
}

function svgElement(name, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text;
  return element;
}

/** The legend of the matrix in one line, as the page shows it. */
function svgLegend(y) {
  const line = svgElement("g", { transform: `translate(0 ${y})` });
  let x = 0;
  all("#legend li").forEach((entry) => {
    const swatch = one("svg", entry).cloneNode(true);
    swatch.setAttribute("x", x);
    line.append(swatch, svgElement("text", { x: x + 14, y: 15, "font-size": 13, fill: "#1d1f22" }, all("b, span", entry).map((part) => part.textContent).join("  ")));
    x += entry.getBoundingClientRect().width + 34;
  });
  return line;
}

/** The chart with its title, legend and notice, so that it says what it is wherever it ends up. */
function standalone(chart, heading, sources, withLegend) {
  const { width, height } = chart.viewBox.baseVal;
  const top = withLegend ? 84 : 52, wide = Math.max(width, 640);
  const outer = svgElement("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `-24 -24 ${wide + 48} ${height + top + 92}`, width: wide + 48, height: height + top + 92,
    "font-family": chart.getAttribute("font-family"),
  });
  const copy = chart.cloneNode(true);
  copy.setAttribute("y", top);
  all(".guide", copy).forEach((guide) => guide.remove());
  all("[tabindex]", copy).forEach((element) => element.removeAttribute("tabindex"));
  outer.append(
    svgElement("rect", { x: -24, y: -24, width: wide + 48, height: height + top + 92, fill: "#ffffff" }),
    svgElement("text", { x: 0, y: 18, "font-size": 18, "font-weight": 600, fill: "#1d1f22" }, heading),
    svgElement("text", { x: 0, y: 38, "font-size": 13, fill: "#5b5f66" }, sources),
    ...(withLegend ? [svgLegend(50)] : []), copy,
    svgElement("text", { x: 0, y: height + top + 32, "font-size": 12, fill: "#5b5f66" }, page.notice),
  );
  return new XMLSerializer().serializeToString(outer);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-csv], [data-save]");
  if (!button) return;
  if (button.dataset.csv) return save(`quanpu-${button.dataset.csv}.csv`, "text/csv;charset=utf-8", csv(button.dataset.csv));
  const figure = button.closest("figure"), isGrid = button.dataset.save === "grid";
  const chart = one(isGrid ? ".grid" : ".wide svg", figure);
  const heading = [one("h3", figure)?.textContent, one("h2", figure.closest("section")).lastChild.textContent].filter(Boolean).join(" · ");
  save(`quanpu-${button.dataset.save}.svg`, "image/svg+xml", standalone(chart, heading, figure.dataset.sources, isGrid));
});
