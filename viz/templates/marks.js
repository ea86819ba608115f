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
    const shown = leads.filter(([, target]) => targetOf(target));
    if (shown.length) body.append(leadList(shown));
    pagesOf(body, "marks", element.dataset.mark);
  }, element);
}

function leadList(leads) {
  const group = made("div", "", "broad"), list = made("dd");
  leads.forEach(([text, target]) => {
    const button = made("button", textOf(text), "quiet");
    button.type = "button";
    button.addEventListener("click", () => goTo(target));
    list.append(button, " ");
  });
  group.append(made("dt", say("see_also")), list);
  return group;
}

/** The element of a mark that is to be seen now: of a chart drawn wide and narrow, one of the two. */
function targetOf(number) {
  return all(`[data-mark="${number}"]`).find((element) => element.getClientRects().length);
}

function goTo(number) {
  const target = targetOf(number);
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

// The legend shows and hides kinds: what is of no kind that is shown is hidden.
all("[data-filter]").forEach((button) => button.addEventListener("click", () => {
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const section = button.closest("section");
  const hidden = new Set(all("[data-filter][aria-pressed=false]", section).map((each) => each.dataset.filter));
  all("[data-kind]", section).forEach((element) => {
    element.classList.toggle("off", element.dataset.kind.split(" ").some((kind) => hidden.has(kind)));
  });
}));
