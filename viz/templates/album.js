// The index: what is typed narrows the entries to those that hold it; Enter opens the first.
const box = one("#search"), status = one("#found");
const plain = (said) => String(said).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const entries = all(".entry").map((element) => ({ element, words: plain(element.textContent), number: plain(one(".serial", element)?.textContent ?? "") }));
const openAtFirst = new Map(all(".group").map((group) => [group, group.open]));
const nothingLeft = (part) => !all(".entry", part).some((element) => !element.hidden);

function search() {
  const asked = plain(box.value), numbered = /^\d+$/.test(asked) && entries.some((entry) => entry.number === asked);
  const fits = (entry) => (numbered ? entry.number === asked : entry.words.includes(asked));
  entries.forEach((entry) => { entry.element.hidden = !fits(entry); });
  all(".group").forEach((group) => {
    group.open = asked ? true : openAtFirst.get(group);
    group.hidden = nothingLeft(group);
  });
  all("main > section").forEach((part) => { part.hidden = Boolean(asked) && nothingLeft(part); });
  const found = entries.filter((entry) => !entry.element.hidden).length;
  status.textContent = asked ? (found ? say("found_n", { n: found }) : say("found_nothing")) : "";
}

box.addEventListener("input", search);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    box.value = "";
    search();
  }
  if (event.key === "Enter" && box.value) one(".entry:not([hidden]) a")?.click();
});
if (box.value) search(); // kept by the browser's Back
