// The scripts that wait run one after another, each in a task of its own: between them the page is drawn and answers.
const waiting = all("script[type='text/plain']");

function runNext() {
  const data = waiting.shift();
  if (!data) return;
  const script = document.createElement("script");
  script.text = data.textContent;
  data.replaceWith(script);
  setTimeout(runNext);
}
setTimeout(runNext);

// Printed before all have run, the page runs the rest at once, and asks again those who have only now begun to listen.
addEventListener("beforeprint", () => {
  if (!waiting.length) return;
  while (waiting.length) runNext();
  dispatchEvent(new Event("beforeprint"));
});
