// Saving an SVG as PNG.
/** An SVG text as a PNG of twice its size, within what a canvas can hold. */
function savePng(name, svg) {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = made("canvas"), factor = Math.min(2, 8000 / Math.max(image.width, image.height));
    canvas.width = image.width * factor;
    canvas.height = image.height * factor;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(name, "image/png", blob));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
