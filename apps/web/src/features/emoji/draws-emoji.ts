/** Whether this device draws `emoji` as one picture: in colour, and not as its parts side by side. */
export function drawsEmoji(emoji: string): boolean {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (pen === null) return false;
  pen.canvas.width = SIZE * 3;
  pen.canvas.height = SIZE;
  pen.font = `${SIZE / 2}px sans-serif`;
  pen.textBaseline = "top";
  pen.fillText(emoji, 0, 0);
  const { data } = pen.getImageData(0, 0, SIZE * 3, SIZE);
  let hasColour = false;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red !== green || green !== blue) hasColour = true;
  }
  return hasColour && pen.measureText(emoji).width < SIZE;
}

const SIZE = 32;
