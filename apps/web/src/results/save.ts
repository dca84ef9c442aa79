// Gives the person a file that was made on this page.

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser takes its own hold of the file with the click.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export const saveText = (name: string, type: string, text: string): void =>
  save(name, new Blob([text], { type: `${type};charset=utf-8` }));

export async function savePng(name: string, canvas: HTMLCanvasElement): Promise<void> {
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (png) save(name, png);
}

/** "Average price by symbol": "average-price-by-symbol". */
export const fileStem = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60) || "result";
