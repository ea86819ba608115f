// Finding an official or an item: marks what fits in every chart and table; Enter goes from one to the next.
const box = one("#search");
const status = one("#found");
const plain = (text) => String(text).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
let hits = [];
let turn = -1;

/** Which rows fit: of an official's name the whole row set, of an item its serial exactly or words of its name. */
function matches(asked) {
  const number = /^\d+$/.test(asked);
  const officials = (row) => plain(row.official).includes(asked);
  const items = (row) => plain(row.item_serial) === asked || (!number && plain(row.item).includes(asked));
  const of = (table) => (page.tables[table]?.rows ?? []).map((_, index) => record(table, index));
  const rows = of("matrix");
  return {
    cells: rows.map((row) => officials(row) || items(row)), items: rows.filter(items), bars: of("coverage").map(officials),
    marks: (page.marks ?? []).map((_, index) => markFits(index, asked)),
  };
}

function mark(selector, fits) {
  all(selector).forEach((element) => element.classList.toggle("found", fits(element)));
}

function search() {
  const asked = plain(box.value);
  const found = asked ? matches(asked) : { cells: [], items: [], bars: [], marks: [] };
  const officials = found.bars.filter(Boolean).length;
  const items = new Set(found.items.map((row) => [row.organization, row.document, row.item_serial, row.item].join("\n"))).size;
  mark("tbody tr", (element) => Boolean(asked) && plain(element.textContent).includes(asked));
  mark("[data-mark]", (element) => Boolean(found.marks[element.dataset.mark]));
  mark(".cell[data-row], [data-table=matrix] tbody tr", (element) => Boolean(found.cells[element.dataset.row]));
  mark(".bar[data-row], [data-table=coverage] tbody tr", (element) => Boolean(found.bars[element.dataset.row]));
  mark(".who", (element) => Boolean(asked) && plain(element.dataset.official).includes(asked));
  document.body.classList.toggle("searching", Boolean(asked));
  document.body.classList.toggle("searching-officials", officials > 0 || all(".bar.found").length > 0);
  hideTip();
  if (asked) report(officials, items, page.tables.matrix ? 0 : found.marks.filter(Boolean).length);
  else status.textContent = "";
  hits = all(".bar.found, .cell.found").filter((element) => element.getClientRects().length && !element.closest(".off"));
  turn = -1;
}

/** What was found, in words; and, on the way through it, which one this is. */
function report(officials, items, marks) {
  const parts = [marks && say("found_marks", { n: marks }), officials && say("found_officials", { n: officials }), items && say("found_items", { n: items })].filter(Boolean);
  status.textContent = parts.join(page.words.join) || say("found_nothing");
}

function goToNext() {
  if (!hits.length) return;
  turn = (turn + 1) % hits.length;
  const hit = hits[turn];
  status.textContent = `${turn + 1}/${hits.length}  ${hit.getAttribute("aria-label")}`;
  if (!hit.matches(".cell")) {
    hideTip();
    hit.scrollIntoView({ block: "center", behavior: "instant" });
  } else {
    reveal(hit, "center");
    showTip(hit);
  }
}

box.addEventListener("input", search);
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter") goToNext();
  if (event.key === "Escape") {
    box.value = "";
    search();
  }
});
