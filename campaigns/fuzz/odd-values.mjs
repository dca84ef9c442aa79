// Values that programs stumble over: types that were not asked for, numbers out of range, text that breaks encodings, keys that are traps.

/** A value that is written into JSON as it stands here, which `JSON.stringify` would not write. */
export class Verbatim {
  constructor(json) {
    this.json = json;
  }
}

const many = (piece, count) => piece.repeat(count);

const numbers = [0, -1, 1, 1.5, -0, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 4_294_967_296];
const spelled = [
  "1e400",
  "-1e400",
  "9007199254740993",
  "1E+9",
  "-0",
  "0.1e-400",
  "NaN",
  "Infinity",
  "01",
  "+1",
  "0x10",
  "undefined",
  "1_000",
];

const texts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\n\r\t",
  "\ud800",
  "\udfff tail",
  "\ufeff",
  "\u202e right to left",
  "\u0301\u0301\u0301",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "ÀÉÎÕÜ ßẞ ıİ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "../../../../etc/passwd",
  "%00%2e%2e%2f",
  "'; drop table facts; --",
  '" or 1=1 --',
  "<script>alert(1)</script>",
  "{{7*7}}",
  "null",
  "new",
  "guide",
  "liaison",
  "content",
];

/** Words of the agents' own grammars, so that long texts run deep into their patterns. */
const chatter = [
  "please ",
  "can you ",
  "what ",
  "which columns ",
  "go to ",
  "the ",
  "!?. ",
  "a",
  "\n",
  "“",
  "1,",
  "\u00a0",
  "summarise ",
];

/** A text of about this length, by chance of one odd piece or of the agents' words. */
export const longText = (chance, chars) => {
  const piece = chance.happens(0.5) ? chance.one(chatter) : chance.one(texts) || "x";
  return many(piece, Math.ceil(chars / piece.length));
};

const nest = (depth, inner, asArray) => {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = asArray ? [value] : { a: value };
  return value;
};

export const oddText = (chance) =>
  chance.happens(0.9) ? chance.one(texts) : longText(chance, chance.one([100, 300, 9_000]));

export const oddValue = (chance) => {
  switch (chance.whole(0, 9)) {
    case 0:
      return chance.one(numbers);
    case 1:
      return new Verbatim(chance.one(spelled));
    case 2:
      return null;
    case 3:
      return chance.happens(0.5);
    case 4:
      return [];
    case 5:
      return Array.from({ length: chance.one([1, 3, 500]) }, () => chance.one(numbers));
    case 6:
      return nest(chance.whole(1, 28), oddText(chance), chance.happens(0.5));
    case 7:
      return new Verbatim('{"__proto__":{"admin":true,"type":"ping"},"constructor":{"prototype":{"x":1}}}');
    default:
      return oddText(chance);
  }
};

/** JSON as `JSON.stringify` writes it, with what stands verbatim. */
export const writeJson = (value) => {
  if (value instanceof Verbatim) return value.json;
  if (Array.isArray(value)) return `[${Array.from(value, (inner) => writeJson(inner)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${JSON.stringify(key)}:${writeJson(inner)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
};
