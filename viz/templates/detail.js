// The panel that says what a bar or a cell stands for, with the printed words and their place.
const detail = one("#detail");
let opener = null;

function field(body, key, text, kind = "") {
  if (!text) return;
  const group = made("div", "", kind.includes("broad") ? "broad" : "");
  group.append(made("dt", say(key)), made("dd", text, kind));
  body.append(group);
}

/** Each place of the printed words: row, column, and code points from start to end. */
function places(row) {
  const starts = listed(row.start), ends = listed(row.end), rows = listed(row.row), columns = listed(row.column);
  return starts.map((start, index) => say("place_of", {
    part: row.part ? `${row.part} ` : "", start, end: ends[index], row: rows[index] ?? rows[0], column: columns[index] ?? columns[0],
  })).join("\n");
}

function describeCell(row, body, index) {
  field(body, "item", `${say("item_serial", { serial: row.item_serial })}  ${row.item}`, "broad");
  field(body, "roles", page.said[index]);
  field(body, "departments", listed(row.departments).join(page.words.join));
  field(body, "chains", listed(row.chains).join(page.words.join));
  field(body, "quote", listed(row.quote).join("\n"), "quoted");
  field(body, "place", places(row), "placed");
  field(body, "document", row.document || "");
}

function describeBar(row, body, index) {
  const total = page.totals[page.alone ? Object.keys(page.totals)[0] : row.organization];
  field(body, "items", `${say("named", { items: row.items, total })} · ${percent(row.share)}`);
  const parts = listed(page.parts[index]).map(([role, serials]) => `${say(role)}  ${serials}`);
  field(body, "departments", listed(page.units[index]).join(page.words.join));
  field(body, "by_part", parts.join("\n"), "quoted broad");
}

function percent(share) {
  return share === null || share === undefined ? "–" : `${(share * 100).toFixed(1)}%`;
}

function openDetail(mark) {
  const table = mark.dataset.show, index = Number(mark.dataset.row);
  const row = record(table, index), body = one("#detail-body");
  closeDetail(false);
  opener = mark;
  opener.classList.add("open");
  const kind = row.kind === "post" ? ` · ${say("post")}` : "";
  one("#detail-title").textContent = row.official + kind;
  body.replaceChildren();
  if (table === "matrix") describeCell(row, body, index);
  else describeBar(row, body, index);
  if (!page.alone) field(body, "organization", row.organization);
  detail.hidden = false;
  document.documentElement.classList.add("detailed");
  detail.scrollTop = 0;
  detail.focus({ preventScroll: true });
  keepInView(mark);
}

/** Scroll the mark above the panel when the panel hides it. */
function keepInView(mark) {
  const hidden = mark.getBoundingClientRect().bottom + 16 - detail.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: hidden });
}

function closeDetail(giveBack = true) {
  if (!opener) return;
  detail.hidden = true;
  document.documentElement.classList.remove("detailed");
  opener.classList.remove("open");
  if (giveBack) opener.focus({ preventScroll: true });
  opener = null;
}

one("#detail-close").addEventListener("click", () => closeDetail());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeDetail();
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-show]");
  if (mark) openDetail(mark);
});
document.addEventListener("keydown", (event) => {
  const mark = event.target.closest("[data-show]");
  if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  openDetail(mark);
});
