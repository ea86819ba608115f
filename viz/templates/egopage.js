// The page of one subject: its neighbours drawn around it, and what it touches in lists; others are one press away.
const COLUMNS = [["Organization", "Document", "Official", "Department", "Law"], ["Bundle", "PowerItem", "RiskType", "RiskPoint", "Measure"]];
const EACH = 6; // of a kind in the chart; the lists below hold all
const hidden = new Set();
let subject = page.subject;

/** What the chart shows of one kind: entries, a heading, and how many are left to the list. */
function chartRows(kinds) {
  const found = neighbours(subject);
  return kinds.filter((kind) => found.has(kind) && !hidden.has(kind)).flatMap((kind) => {
    const entries = found.get(kind), rest = entries.length - EACH;
    const head = { head: say("kind_count", { kind: page.words[`kind_${kind}`], n: kindTotal(subject, kind, entries) }), kind };
    return [head, ...entries.slice(0, EACH).map((entry) => ({ ...entry, kind })), ...(rest > 0 ? [{ rest, kind }] : [])];
  });
}

const STEP = 30, WIDE = 1080;

function headingOf(row, x, y, anchor) {
  const said = row.rest ? say("in_list", { n: row.rest }) : row.head;
  return svgElement("text", { x, y: y + 5, "font-size": row.rest ? 12 : 13, "font-weight": row.rest ? 400 : 700, "text-anchor": anchor, class: row.rest ? "muted" : "ink",
    fill: page.light[row.rest ? "muted" : "ink"] }, said);
}

/** One neighbour: mark, name and count as a button. */
function neighbourMark(row, x, y, left, room) {
  const colour = KIND_COLOUR[row.kind] ?? "total", said = sharedSaid(subject, row), count = nodes[subject].kind === "PowerItem" || row.kind === "PowerItem" ? "" : String(row.shared);
  const group = svgElement("g", { class: "node", role: pageOf(row.id) ? "link" : "button", tabindex: 0, transform: `translate(${x} ${y})`, "data-node": row.id,
    "aria-label": [page.words[`one_${row.kind}`], nameOf(row.id), said].filter(Boolean).join(page.words.join) });
  const name = svgElement("text", { x: left ? -16 : 16, y: 5, "font-size": 14, "text-anchor": left ? "end" : "start", class: "ink", fill: page.light.ink }, cut(nameOf(row.id), room, 14));
  const hit = svgElement("rect", { x: left ? -room - 20 : -12, y: -STEP / 2 + 1, width: room + 32, height: STEP - 2, rx: 3, class: "hit", fill: "none", "pointer-events": "all" });
  const shape = drawn(mark(row.kind, colour) ? [mark(row.kind, colour)] : [], 0, 0);
  all("rect, polygon", shape).forEach((part) => part.setAttribute("class", colour));
  group.append(hit, shape, name);
  if (count) group.append(svgElement("text", { x: left ? 16 : -16, y: -3, "font-size": 12, "text-anchor": left ? "start" : "end", class: "muted", fill: page.light.muted }, count));
  return group;
}

function chart() {
  const columns = COLUMNS.map(chartRows), narrow = innerWidth < 700;
  const wide = narrow ? 350 : WIDE, rows = narrow ? columns.flat().length + 2 : Math.max(...columns.map((some) => some.length));
  const height = Math.max(rows * STEP, 150) + 24;
  const svg = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${wide} ${height}`, width: wide, height, "font-family": fonts, role: "group",
    "aria-label": say("ego_label", { name: nameOf(subject) }) });
  svg.append(...(narrow ? tree(columns.flat()) : sides(columns, height)));
  return svg;
}

function line(row, d) {
  const colour = KIND_COLOUR[row.kind] ?? "total", width = Math.min(1 + Math.sqrt(row.shared) / 2, 7).toFixed(1);
  return svgElement("path", { d, stroke: page.light[colour], class: `line-${colour}`, "stroke-width": width, "stroke-opacity": 0.9, fill: "none" });
}

/** People and laws left of the subject, items and what they state right of it. */
function sides(columns, height) {
  const room = 330, middle = Math.min(height / 2, 300), curves = [], marks = [];
  columns.forEach((rows, side) => {
    const left = side === 0, x = left ? room + 20 : WIDE - room - 20, top = Math.max(STEP / 2, middle - (rows.length * STEP) / 2);
    rows.forEach((row, place) => {
      const y = top + place * STEP, from = left ? x + 12 : x - 12, to = WIDE / 2 + (left ? -10 : 10), bend = (from + to) / 2;
      if (row.id === undefined) return marks.push(headingOf(row, left ? x - 16 : x + 16, y, left ? "end" : "start"));
      curves.push(line(row, `M${from} ${y}C${bend} ${y} ${bend} ${middle} ${to} ${middle}`));
      return marks.push(neighbourMark(row, x, y, left, room));
    });
  });
  return [...curves, ...marks, subjectMark(WIDE / 2, middle)];
}

/** On a narrow screen: one column, as a tree under the subject. */
function tree(rows) {
  const curves = [], marks = [], top = subjectMark(0, 22), width = Number(one("rect", top).getAttribute("width"));
  top.setAttribute("transform", `translate(${width / 2} 0)`);
  rows.forEach((row, place) => {
    const y = 74 + place * STEP;
    if (row.id === undefined) return marks.push(headingOf(row, 64, y, "start"));
    curves.push(line(row, `M10 ${y - 8}Q10 ${y} 18 ${y}H34`));
    return marks.push(neighbourMark(row, 48, y, false, 280));
  });
  const trunk = line({ kind: "", shared: 1 }, `M10 40V${66 + (rows.length - 1) * STEP}`);
  return [trunk, ...curves, ...marks, top];
}

function subjectMark(x, y) {
  const said = cut(nameOf(subject), 190, 19, 700), w = Math.max(widthOf(said, 19, 700) + 26, 60), colour = KIND_COLOUR[nodes[subject].kind] ?? "total";
  const group = svgElement("g", {}), box = svgElement("rect", { x: x - w / 2, y: y - 18, width: w, height: 36, rx: 6, fill: page.light[colour], class: colour });
  group.append(box, svgElement("text", { x, y: y + 6.8, "font-size": 19, "font-weight": 700, "text-anchor": "middle", fill: page.light.on, class: "on" }, said));
  return group;
}

/** The heading: of a long name the first lines, and a button for all of it. */
function nameSubject(name) {
  const heading = one("#subject-name");
  heading.textContent = heading.title = name;
  heading.classList.remove("whole");
  clampName();
}

function clampName() {
  const heading = one("#subject-name");
  one("#whole-name").hidden = heading.classList.contains("whole") || heading.scrollHeight <= heading.clientHeight + 4;
}
one("#whole-name").addEventListener("click", () => {
  one("#subject-name").classList.add("whole");
  clampName();
  one("#subject-name").focus({ preventScroll: true });
});

/** Show a subject: heading, facts, chart, lists, words. */
function show(id) {
  subject = id;
  nameSubject(nameOf(id));
  one("#subject-kind").textContent = page.words[`one_${nodes[id].kind}`];
  one("#subject-facts").replaceChildren(facts(id));
  one("#subject-parts").replaceChildren(...neighbourSections(id, go), ...quoteSection(id));
  one("#home").hidden = id === page.subject;
  document.title = `${nameOf(id)} · ${page.title}`;
  redraw();
  remakeTables();
}

function redraw() {
  const again = document.activeElement?.closest?.("#ego-chart [data-node]")?.dataset.node;
  one("#ego-chart").replaceChildren(chart());
  if (again) one(`#ego-chart [data-node="${again}"]`)?.focus();
}

function follow(event) {
  const target = event.target.closest("#ego-chart [data-node]");
  if (!target || (event.key && event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  go(Number(target.dataset.node));
  if (pageOf(Number(target.dataset.node))) return; // the browser leaves for that page
  one("#subject-name").focus({ preventScroll: true });
  one("#subject").scrollIntoView({ block: "start" });
}
document.addEventListener("click", follow);
document.addEventListener("keydown", follow);
one("#subject-parts").addEventListener("click", (event) => {
  if (event.target.closest(".to")) one("#subject").scrollIntoView({ block: "start" });
});
addEventListener("hashchange", () => {
  const id = addressed();
  if (id !== null) show(id);
  else if (!location.hash) show(page.subject);
});
one("#home").addEventListener("click", () => go(page.subject));
addEventListener("resize", () => { redraw(); clampName(); });
all("#legend input").forEach((input) => input.addEventListener("change", () => {
  if (input.checked) hidden.delete(input.value);
  else hidden.add(input.value);
  redraw();
}));

/** The lists that name the subject, with their dates, on one line. */
function listsOf(id) {
  const found = nodes[id].kind === "Document" ? [id] : unique(itemsOf(id).map(documentOf));
  return cut(found.map((list) => `${nodes[list].label} (${nodes[list].dated || say("undated")})`).join(page.words.join), 960, 13);
}

const picture = () => standalone(chart(), nameOf(subject), listsOf(subject), all("#legend li"));
all("[data-act]").forEach((button) => button.addEventListener("click", () => (
  button.dataset.act === "svg" ? save("quanpu-subject.svg", "image/svg+xml", picture()) : savePng("quanpu-subject.png", picture())
)));
show(addressed() ?? page.subject);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
