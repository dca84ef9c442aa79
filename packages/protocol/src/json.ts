// JSON text from a stranger: how deep it is nested, measured before anything parses it, and what it holds.

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether arrays and objects stand more than `limit` deep inside one another. Text that is not JSON gets some answer. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === backslash) i += 1;
      else if (char === quote) inString = false;
    } else if (char === quote) {
      inString = true;
    } else if (char === openBracket || char === openBrace) {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === closeBracket || char === closeBrace) {
      depth -= 1;
    }
  }
  return false;
}

/** JSON has no `undefined`, so it can stand for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
