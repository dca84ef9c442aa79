// A PDF as sections, one for each page that has text.
import type { Section } from "@polylogue/core";
import { getDocumentProxy } from "unpdf";
import { unreadable } from "./unreadable.ts";

export interface ReadSections {
  readonly sections: readonly Section[];
  readonly warnings: readonly string[];
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export const readPdf = async (bytes: Uint8Array, progress: (done: number) => void): Promise<ReadSections> => {
  const pdf = await open(bytes);
  const sections: Section[] = [];
  const blank: number[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const text = await textOfPage(pdf, page);
    if (text) sections.push({ path: [], page, text });
    else blank.push(page);
    progress(page / pdf.numPages);
  }
  if (sections.length === 0) {
    throw unreadable(
      "This PDF has no text layer: its pages are pictures. Run it through text recognition (OCR), then upload it again.",
    );
  }
  return { sections, warnings: blank.length > 0 ? [blankWarning(blank)] : [] };
};

const open = async (bytes: Uint8Array): Promise<Pdf> => {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    const locked = error instanceof Error && error.name === "PasswordException";
    throw locked
      ? unreadable("This PDF is protected by a password. Save a copy without it, then upload that.", error)
      : unreadable("This PDF is damaged. Open it in a PDF viewer, save a copy, then upload that.", error);
  }
};

const textOfPage = async (pdf: Pdf, number: number): Promise<string> => {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items
    .map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""))
    .join("")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/-\n(?=\p{Ll})/gu, "")
    .trim();
};

const blankWarning = (pages: readonly number[]): string => {
  const named = pages.slice(0, 10).join(", ");
  const more = pages.length > 10 ? ` and ${pages.length - 10} more` : "";
  return `${pages.length === 1 ? "Page" : "Pages"} ${named}${more} ${pages.length === 1 ? "has" : "have"} no text layer: I can't read pictures of text.`;
};
