// The panel that says more about a mark: opening, filling and closing it.
const detail = one("#detail");
let opener = null;

function field(body, key, text, kind = "") {
  if (!text) return;
  const group = made("div", "", kind.includes("broad") ? "broad" : "");
  group.append(made("dt", say(key)), made("dd", text, kind));
  body.append(group);
}

/** Open the panel, empty, for a mark: title, then what fill(body) puts into it. */
function showPanel(title, fill, mark) {
  const body = one("#detail-body");
  closeDetail(false);
  opener = mark;
  opener.classList.add("open");
  one("#detail-title").textContent = title;
  body.replaceChildren();
  fill(body);
  detail.hidden = false;
  document.documentElement.classList.add("detailed");
  detail.scrollTop = 0;
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
