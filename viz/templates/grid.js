// Moving about in the matrix by keyboard, and saying what is under the pointer.
const tip = one("#tip");
let pointed = null;

const columnOf = (cell) => Number(cell.getAttribute("aria-colindex"));
const rowOf = (cell) => Number(cell.parentNode.getAttribute("aria-rowindex"));

const shownCells = (root) => all(".cell", root).filter((cell) => !cell.matches(".off"));

/** The cell that an arrow key leads to: along the row, or the nearest column of the next row that has one. */
function neighbour(cell, key) {
  const row = shownCells(cell.parentNode);
  const along = { ArrowRight: row.indexOf(cell) + 1, ArrowLeft: row.indexOf(cell) - 1, Home: 0, End: row.length - 1 };
  if (key in along) return row[along[key]];
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const rows = all("[role=row]", cell.closest(".grid")).map(shownCells);
  let at = rowOf(cell) - 1 + step;
  while (rows[at]?.length === 0) at += step;
  const next = rows[at] ?? [];
  const distance = (other) => Math.abs(columnOf(other) - columnOf(cell));
  return next.reduce((best, other) => (!best || distance(other) < distance(best) ? other : best), null);
}

function hasTabStop(grid, cell) {
  all(".cell[tabindex='0']", grid).forEach((old) => old.setAttribute("tabindex", "-1"));
  cell.setAttribute("tabindex", "0");
}

/** A grid is one stop for the Tab key: where it is on a cell that the legend has hidden, the first that is shown. */
function keepTabStop(grid) {
  const held = one(".cell[tabindex='0']", grid), shown = shownCells(grid);
  if (shown.length && !shown.includes(held)) hasTabStop(grid, shown[0]);
}

/** Scroll the page, then the chart sideways, until the cell stands clear of the names. */
function reveal(cell, block = "nearest") {
  cell.scrollIntoView({ block, behavior: "instant" });
  const box = cell.closest(".scroller"), here = cell.getBoundingClientRect(), frame = box.getBoundingClientRect();
  const names = one(".names", box).getBoundingClientRect();
  if (here.left < names.right + 8) box.scrollLeft -= names.right + 8 - here.left;
  if (here.right > frame.right - 24) box.scrollLeft += here.right - frame.right + 24;
}

all(".grid").forEach((grid) => {
  keepTabStop(grid);
  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell || !["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const next = neighbour(cell, event.key);
    if (next) next.focus({ preventScroll: true });
  });
  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    hasTabStop(grid, cell);
    reveal(cell);
    if (cell.matches(":focus-visible")) showTip(cell);
  });
  grid.addEventListener("focusout", hideTip);
  grid.addEventListener("pointerover", (event) => {
    const cell = event.target.closest(".cell");
    if (cell && event.pointerType !== "touch") showTip(cell);
    else hideTip();
  });
  grid.addEventListener("pointerleave", hideTip);
});

/** What the tip says of a cell: of the matrix, or of another chart's mark. */
function tipLines(cell) {
  if (cell.dataset.mark !== undefined) return markTip(cell);
  const index = Number(cell.dataset.row), row = record("matrix", index);
  return [made("p", row.official), made("p", `${row.item_serial}  ${row.item}`), made("p", page.said[index], "muted")];
}

function showTip(cell) {
  tip.replaceChildren(...tipLines(cell));
  tip.hidden = false;
  pointed = cell;
  placeTip();
  drawGuide(cell);
}

function placeTip() {
  if (!pointed) return;
  const here = pointed.getBoundingClientRect(), size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, here.left + here.width / 2 - size.width / 2), innerWidth - size.width - 8);
  const above = here.top - size.height - 10;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : here.bottom + 10}px`;
}

/** A frame around the cell's column. */
function drawGuide(cell) {
  one(".guide")?.remove();
  const grid = cell.closest(".grid"), box = one("rect", cell), top = Number(grid.dataset.head ?? 52) - 4.5, frame = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const x = Number(box.getAttribute("x")) - 1.5, width = Number(box.getAttribute("width")) + 3;
  const values = { class: "guide", x, width, y: top, height: grid.viewBox.baseVal.height - top - 3.5 };
  Object.entries(values).forEach(([name, value]) => frame.setAttribute(name, value));
  grid.append(frame);
}

function hideTip() {
  pointed = null;
  tip.hidden = true;
  one(".guide")?.remove();
}

addEventListener("scroll", placeTip, { capture: true, passive: true });
