// A picture to take away: on the page its title stands above it, in the file it must be part of it.

const titleSize = 30;
const titleRoom = 68;
const margin = 24;

export function titled(title: string, picture: HTMLCanvasElement): HTMLCanvasElement {
  const whole = document.createElement("canvas");
  whole.width = picture.width + 2 * margin;
  whole.height = picture.height + titleRoom + margin;
  const pen = whole.getContext("2d");
  if (!pen) return picture;
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  pen.fillStyle = backgroundColor;
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.fillStyle = color;
  pen.font = `600 ${titleSize}px ${fontFamily}`;
  pen.textBaseline = "middle";
  pen.fillText(title, margin, titleRoom / 2 + 4, whole.width - 2 * margin);
  pen.drawImage(picture, margin, titleRoom);
  return whole;
}
