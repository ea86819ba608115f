// The first picture, and the node that the address names.
refresh();
fitAtFirst();
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
if (addressed() !== null) show(addressed());
