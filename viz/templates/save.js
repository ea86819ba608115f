// Saving a table as CSV, and what a saved picture needs to stand alone, made here from what the page holds.
function save(name, type, text) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A file's name that tells what it holds: the parts, whose list, of when; without what a file system would not take. */
function fileName(parts, sources) {
  const dates = [...new Set(sources.match(/\b\d{4}(-\d\d){0,2}(?=\))/g))].sort();
  const office = parts.some((part) => part?.startsWith(page.saved.office)) ? "" : page.saved.office;
  const plain = ["quanpu", ...parts, office].filter(Boolean).join("-").replace(/[\s<>:"/\\|?*\p{C}]+/gu, "_");
  return [[...plain].slice(0, 70).join(""), ...(dates.length > 2 ? [dates[0], dates.at(-1)] : dates)].join("-");
}

/** A value for csv: quoted where needed; text that a spreadsheet would run as a formula gets an apostrophe in front. */
function csvValue(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join(value.some((each) => String(each).includes("、")) ? "；" : "、") : String(value);
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

/** The legend as the page shows it, its entries in one line or, where that is too long, in several of 22 pixels. */
function svgLegend(entries, y, room) {
  const lines = svgElement("g", { transform: `translate(0 ${y})` });
  let x = 0, line = 0;
  entries.forEach((entry) => {
    const width = entry.getBoundingClientRect().width + 34;
    if (x > 0 && x + width > room) [x, line] = [0, line + 22];
    const swatch = one("svg", entry)?.cloneNode(true);
    const text = all("b, span", entry).map((part) => part.textContent).join("  ");
    if (swatch) {
      swatch.setAttribute("x", x);
      swatch.setAttribute("y", line);
      lines.append(swatch);
    }
    lines.append(svgElement("text", { x: x + (swatch ? swatch.width.baseVal.value + 8 : 0), y: line + 15, "font-size": 13, fill: "#1d1f22" }, text));
    x += width;
  });
  return { lines, height: entries.length ? line + 32 : 0 };
}

/** The chart with its title, legend and notice, so that it says what it is wherever it ends up. */
function standalone(chart, heading, sources, entries) {
  const { width, height } = chart.viewBox.baseVal;
  const wide = Math.max(width, 640), legend = svgLegend(entries, 50, wide), top = legend.height + 52;
  const outer = svgElement("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `-24 -24 ${wide + 48} ${height + top + 92}`, width: wide + 48, height: height + top + 92,
    "font-family": chart.getAttribute("font-family"),
  });
  const copy = chart.cloneNode(true);
  copy.setAttribute("y", top);
  all(".guide", copy).forEach((guide) => guide.remove());
  all(".off", copy).forEach((element) => element.remove());
  all("[tabindex]", copy).forEach((element) => element.removeAttribute("tabindex"));
  copy.removeAttribute("style");
  outer.append(
    svgElement("rect", { x: -24, y: -24, width: wide + 48, height: height + top + 92, fill: "#ffffff" }),
    svgElement("text", { x: 0, y: 18, "font-size": 18, "font-weight": 600, fill: "#1d1f22" }, heading),
    svgElement("text", { x: 0, y: 38, "font-size": 13, fill: "#5b5f66" }, sources),
    legend.lines, copy,
    svgElement("text", { x: 0, y: height + top + 32, "font-size": 12, fill: "#5b5f66" }, page.notice),
  );
  return new XMLSerializer().serializeToString(outer);
}

/** The table of that name as the page shows it now; a page that makes its tables on demand says so in `page.make`. */
function savedTable(name) {
  if (page.make?.[name]) page.tables[name] = page.make[name]();
  return csv(name);
}

document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-csv]")?.dataset.csv;
  if (name) save(`${page.saved ? fileName([name], page.saved.sources) : `quanpu-${name}`}.csv`, "text/csv;charset=utf-8", savedTable(name));
});
