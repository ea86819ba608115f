// The tables behind a picture, made from the page's data when they are opened or saved; `page.make` says how.
const MOST_ROWS = 300; // of a table in the page; the csv holds all
page.tables = {};

const table = (id, rows) => ({ columns: page.heads[id].map(([name]) => name), rows });

function fill(id) {
  page.tables[id] ??= page.make[id]();
  const { rows } = page.tables[id], body = one(`[data-table=${id}] tbody`), heads = page.heads[id];
  body.replaceChildren(...rows.slice(0, MOST_ROWS).map((row) => {
    const line = made("tr");
    line.append(...row.map((value, place) => {
      const cell = made("td", "", heads[place][1] ? "number" : "");
      cell.append(made("bdi", value ?? ""));
      return cell;
    }));
    return line;
  }));
  one(`#table-${id} .count`).textContent = say("rows", { n: rows.length });
  one(`#table-${id} .cut`).textContent = rows.length > MOST_ROWS ? say("cut_rows", { n: MOST_ROWS, all: rows.length }) : "";
}

function sortTable(head) {
  const id = head.closest("table").dataset.table, at = head.cellIndex, ascending = head.getAttribute("aria-sort") !== "ascending";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a ?? "", b ?? ""));
  all("th", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  page.tables[id].rows.sort((a, b) => compare(a[at], b[at]) * (ascending ? 1 : -1));
  fill(id);
}

all(".data").forEach((part) => part.addEventListener("toggle", () => {
  const id = part.id.slice("table-".length);
  if (part.open && !page.tables[id]) fill(id);
}));
all("th button").forEach((button) => button.addEventListener("click", () => sortTable(button.parentNode)));

/** Make the tables anew, those that are open at once: another subject is shown. */
function remakeTables() {
  page.tables = {};
  all(".data[open]").forEach((part) => fill(part.id.slice("table-".length)));
}

function openTarget() {
  const target = location.hash.startsWith("#table-") && document.getElementById(location.hash.slice(1));
  if (target) target.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();
addEventListener("beforeprint", () => all(".data[open]").forEach((part) => fill(part.id.slice("table-".length))));
