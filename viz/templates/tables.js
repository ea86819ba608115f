// Sorting a table by a column, and opening the table that a link points to.
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function compare(one, other) {
  const numbers = [one, other].map((cell) => (cell.dataset.number === undefined ? null : Number(cell.dataset.number)));
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] - numbers[1];
  return collator.compare(one.textContent, other.textContent);
}

function sortBy(head) {
  const table = head.closest("table"), body = table.tBodies[0], place = head.cellIndex;
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  all("th", table).forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const rows = Array.from(body.rows).sort((a, b) => compare(a.cells[place], b.cells[place]) * (ascending ? 1 : -1));
  body.append(...rows);
}

all("th button").forEach((button) => button.addEventListener("click", () => sortBy(button.parentNode)));

function openTarget() {
  const target = location.hash.startsWith("#table-") && document.getElementById(location.hash.slice(1));
  if (target) target.open = true;
}

addEventListener("hashchange", openTarget);
openTarget();
