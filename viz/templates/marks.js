// Marks of charts: what the tip and the panel say of them, how search finds them, where they lead, which kinds are shown.
const textOf = (number) => page.texts[number];

function markTip(element) {
  const [title, lines] = page.marks[element.dataset.mark];
  return [made("p", textOf(title)), ...lines.map((line) => made("p", textOf(line), "muted"))];
}

/** Show a mark's fields and the places it leads to. */
function describeMark(element) {
  const [title, , fields, , , leads] = page.marks[element.dataset.mark];
  showPanel(textOf(title), (body) => {
    fields.forEach(([heading, text, kind]) => {
      const group = made("div", "", /broad|quoted/.test(textOf(kind)) ? "broad" : "");
      group.append(made("dt", textOf(heading)), made("dd", textOf(text), textOf(kind)));
      body.append(group);
    });
    listLeads(body, leads.map(([text, target]) => [textOf(text), target]), element);
    pagesOf(body, "marks", element.dataset.mark);
  }, element);
}

/** A button for each place of the page that says more, but for the one that is open. */
function listLeads(body, leads, element) {
  const shown = leads.filter(([, target]) => ![undefined, element].includes(targetOf(target)));
  if (shown.length) body.append(leadList(shown));
}

function leadList(leads) {
  const group = made("div", "", "broad"), list = made("dd");
  leads.forEach(([text, target]) => {
    const button = made("button", text, "quiet");
    button.type = "button";
    button.addEventListener("click", () => goTo(target));
    list.append(button, " ");
  });
  group.append(made("dt", say("see_also")), list);
  return group;
}

/** The element that is to be seen now of a mark, by its number, or of a selector: of a chart drawn wide and narrow, one of the two. */
function targetOf(place) {
  const selector = typeof place === "number" ? `[data-mark="${place}"]` : place;
  return all(selector).find((element) => element.getClientRects().length && !element.closest(".off"));
}

function goTo(place) {
  const target = targetOf(place);
  closeDetail(false);
  if (target.matches(".cell")) reveal(target, "center");
  else target.scrollIntoView({ block: "center", behavior: "instant" });
  target.focus({ preventScroll: true });
  openDetail(target);
}

/** Whether what was asked is in a mark's title, names or one of its serials. */
function markFits(index, asked) {
  const [title, , , names, serials] = page.marks[index];
  const numbers = textOf(serials).split("\n").map(plain);
  return numbers.includes(asked) || (!/^\d+$/.test(asked) && [title, ...names].some((name) => plain(textOf(name)).includes(asked)));
}

// The legend shows and hides kinds: what is of a hidden kind goes, and a cell when all its bands have gone.
function filterBy(section) {
  const hidden = new Set(all("[data-filter][aria-pressed=false]", section).map((each) => each.dataset.filter));
  all("figure [data-kind]", section).forEach((element) => {
    element.classList.toggle("off", element.dataset.kind.split(" ").some((kind) => hidden.has(kind)));
  });
  all("figure .cell", section).forEach((cell) => {
    const bands = all("[data-kind]", cell), own = cell.dataset.kind?.split(" ").some((kind) => hidden.has(kind));
    cell.classList.toggle("off", Boolean(own) || (bands.length > 0 && bands.every((band) => band.matches(".off"))));
  });
  all(".grid", section).forEach(keepTabStop);
}

all("[data-filter]").forEach((button) => button.addEventListener("click", () => {
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  filterBy(button.closest("section"));
}));
