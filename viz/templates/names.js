// Charts wider than their place: names that would leave them no room are set shorter, and a line says that there is more beside.
const PART = 0.45; // of the width that names may take
const LEAST = 150; // pixels that they always have

/** Cut a line of text with … until it takes no more than `room` pixels. */
function shorten(text, room) {
  const whole = text.textContent;
  for (let kept = whole.length - 1; kept > 0 && text.getComputedTextLength() > room; kept -= 1) text.textContent = `${whole.slice(0, kept)}…`;
}

/** The names once more, `less` pixels narrower: numbers move to the left, names are cut. */
function shorterNames(names, less) {
  const copy = document.querySelector(one("use", names).getAttribute("href")).cloneNode(true);
  copy.removeAttribute("id");
  names.append(copy);
  const ends = all("text[text-anchor=end]", copy), room = names.viewBox.baseVal.width - 20;
  const numbers = Math.max(0, ...ends.map((text) => text.getComputedTextLength()));
  ends.forEach((text) => text.setAttribute("x", text.x.baseVal[0].value - less));
  all("text:not([text-anchor])", copy).forEach((text) => shorten(text, room - numbers));
}

/** Where the chart is wider than its place names take a part of that; where they are longer, the chart stands that much to the left beneath them. */
function fitNames(box) {
  const names = one(".names", box), whole = Number(names.dataset.whole ?? names.viewBox.baseVal.width);
  const fits = one(".grid", box).viewBox.baseVal.width <= box.clientWidth + 1;
  const room = fits ? whole : Math.min(whole, Math.max(LEAST, Math.round(PART * box.clientWidth)));
  if (names.viewBox.baseVal.width === room) return;
  names.dataset.whole = whole;
  names.setAttribute("viewBox", `0 0 ${room} ${names.viewBox.baseVal.height}`);
  names.setAttribute("width", room);
  one(":scope > g", names)?.remove();
  names.classList.toggle("cut", room < whole);
  if (room < whole) shorterNames(names, whole - room);
  one(".grid", box).style.marginLeft = room < whole ? `${room - whole}px` : "";
}

function fitScroller(box) {
  if (!box.clientWidth) return;
  fitNames(box);
  box.classList.toggle("wider", box.scrollWidth > box.clientWidth + 1);
  box.dataset.wider = say("wider");
}

const fitting = new ResizeObserver((entries) => entries.forEach((entry) => fitScroller(entry.target)));
all(".scroller").forEach((box) => fitting.observe(box));
