// A picture of what has no other copy: a canvas, a video, or an image that only this
// browser can load.

// Pixels on the long side.
const LONGEST = 1280;
// Share of the size, and quality: until it fits.
const TRIES = [[1, 0.8], [1, 0.5], [0.6, 0.6], [0.35, 0.6], [0.2, 0.5]];
// A window that is not in front has no frames.
const FRAME_MS = 200;

/**
 * A WebP (or a JPEG, where the browser makes none) of at most `most` bytes; or in a
 * word why there is none. `brought` says whether it may show what the customer brought
 * in: a camera, a chosen file. Both are known to the page alone, by such an address.
 */
export async function picture(element, most, brought) {
  try {
    if (element.mediaKeys) return "protected";
    if (!brought && isBrought(element)) return "brought";
    // What WebGL has drawn can be read until the frame is shown, and no longer.
    await Promise.race([new Promise((done) => requestAnimationFrame(done)), new Promise((done) => setTimeout(done, FRAME_MS))]);
    const whole = drawn(element);
    if (!whole) return "empty";
    for (const [share, quality] of TRIES) {
      const bytes = await packed(share === 1 ? whole : smaller(whole, share), quality);
      if (bytes.byteLength <= most) return bytes;
    }
    return "large";
  } catch (error) {
    return error?.name === "SecurityError" ? "foreign" : "failed";
  }
}

const isBrought = (element) => Boolean(element.srcObject) || /^(blob|data):/i.test(element.currentSrc ?? "");

/** No larger than it is seen, and than `LONGEST`; nothing where there is nothing to see. */
function drawn(element) {
  const { width, height } = element.getBoundingClientRect();
  const [wide, high] = sizeOf(element);
  if (!width || !height || !wide || !high) return null;
  const seen = Math.max(width / wide, height / high) * devicePixelRatio;
  const scale = Math.min(1, seen, LONGEST / Math.max(wide, high));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(element, 0, 0, canvas.width, canvas.height);
  // Throws where another site's content is in it.
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return new Uint32Array(data.buffer).some(Boolean) ? canvas : null;
}

function sizeOf(element) {
  if (element.localName === "video") return element.readyState < 2 ? [0, 0] : [element.videoWidth, element.videoHeight];
  if (element.localName === "img") return [element.naturalWidth, element.naturalHeight];
  return [element.width, element.height];
}

function smaller(whole, share) {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(whole.width * share)), Math.max(1, Math.round(whole.height * share)));
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function packed(canvas, quality) {
  let blob = await canvas.convertToBlob({ type: "image/webp", quality });
  if (blob.type !== "image/webp") {
    // A JPEG has no holes: what shows through is white.
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  }
  return new Uint8Array(await blob.arrayBuffer());
}
