// What two pictures of the same size do not have in common.

/** Of 255, by which a colour may be off: smoothing differs by where a layer begins. */
const OFF = 24;

const pixels = async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, picture.width, picture.height);
};

/** How many pixels differ, of how many, and the box that they are in. */
export async function differing(one, other) {
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return { sizes: [a.width, a.height, b.width, b.height], differ: 1, of: 1 };
  const box = [a.width, a.height, 0, 0];
  const colours = new Set();
  let differ = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    colours.add((a.data[at] << 16) | (a.data[at + 1] << 8) | a.data[at + 2]);
    if ([0, 1, 2].every((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) <= OFF)) continue;
    const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
    differ++;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { differ, of: a.width * a.height, box, colours: colours.size };
}
