// What a bar or a cell stands for, in the panel: with the printed words and their place.
/** Each place of the printed words: row, column, and code points from start to end. */
function places(row) {
  const starts = listed(row.start), ends = listed(row.end), rows = listed(row.row), columns = listed(row.column);
  return starts.map((start, index) => say("place_of", {
    part: row.part ? `${row.part} ` : "", start, end: ends[index], row: rows[index] ?? rows[0], column: columns[index] ?? columns[0],
  })).join("\n");
}

function describeCell(row, body, index) {
  field(body, "item", `${say("item_serial", { serial: row.item_serial })}  ${row.item}`, "broad");
  field(body, "alike_items", page.alike[index], "broad");
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

/** In a set of pages: links to the pages of those whom a row or a mark names. */
function pagesOf(body, part, index) {
  const found = listed(page.linked?.[part][index]);
  if (!found.length) return;
  const group = made("div", "", "broad"), list = made("dd", "", "pages");
  found.forEach((number) => {
    const [name, href] = page.linked.to[number], link = made("a"), line = made("p");
    link.href = href;
    link.append(made("bdi", name));
    line.append(link);
    list.append(line);
  });
  group.append(made("dt", say("own_pages")), list);
  body.append(group);
}

/** What a cell of the matrix or a bar of the coverage stands for. */
function describeRow(mark) {
  const table = mark.dataset.show, index = Number(mark.dataset.row), row = record(table, index);
  showPanel(row.official + (row.kind === "post" ? ` · ${say("post")}` : ""), (body) => {
    if (table === "matrix") describeCell(row, body, index);
    else describeBar(row, body, index);
    if (!page.alone) field(body, "organization", row.organization);
    listLeads(body, page.leads[page.alone ? row.official : `${row.organization}\n${row.official}`] ?? [], mark);
    pagesOf(body, table, index);
  }, mark);
}

function openDetail(mark) {
  if (mark.dataset.mark === undefined) describeRow(mark);
  else describeMark(mark);
  detail.focus({ preventScroll: true });
  keepInView(mark);
}

/** Scroll the mark above the panel when the panel hides it. */
function keepInView(mark) {
  const hidden = mark.getBoundingClientRect().bottom + 16 - detail.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: hidden });
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-show], [data-mark]");
  if (mark) openDetail(mark);
});
document.addEventListener("keydown", (event) => {
  const mark = event.target.closest("[data-show], [data-mark]");
  if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  openDetail(mark);
});
