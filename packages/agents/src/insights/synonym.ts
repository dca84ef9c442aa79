// Words that name the same thing in a column and in a question, and people and states by their countries and letters.

/** Each line is one idea; a column fits a word when both stand in one line. */
const ideas = `
price cost fare fee
temperature temp heat degrees
precipitation rainfall precip rain
population pop inhabitants people residents
gender sex
country nation countries
symbol ticker stock company share
salary pay wage wages earnings
income gdp wealth
gross revenue sales earnings takings turnover grossed earned grossing
budget spending
profit margin
mpg mileage economy efficiency gallon
horsepower power hp
weight mass heaviness heavy weigh weighs weighed weighing
height tall
length duration runtime running minutes long
rating score rated reviews review
date day
deaths fatalities casualties killed died dead
wind windspeed
expectancy lifespan longevity expect
fertility births babies children
displacement engine
genre category genres
distributor studio distributed
director directed directs
votes voters
magnitude strength
speed velocity fast
quantity qty amount units
department dept
manufacturer brand maker make
county district
location place city
altitude elevation
yield harvest
variety strain
site farm
species kind
unemployment jobless unemployed
`
  .trim()
  .split("\n")
  .map((line) => new Set(line.split(" ")));

export const sameIdea = (a: string, b: string): boolean => ideas.some((idea) => idea.has(a) && idea.has(b));

/** What people call a value by another name: "american" for a country that the table writes "USA". */
const names: Readonly<Record<string, readonly string[]>> = {
  american: ["usa", "us", "united states", "america"],
  us: ["usa", "united states"],
  america: ["usa", "us", "united states"],
  usa: ["us", "united states"],
  british: ["uk", "united kingdom", "britain", "great britain", "england"],
  uk: ["united kingdom", "great britain"],
  french: ["france"],
  german: ["germany"],
  dutch: ["netherlands"],
  spanish: ["spain"],
  swedish: ["sweden"],
  swiss: ["switzerland"],
  greek: ["greece"],
  turkish: ["turkey"],
  polish: ["poland"],
  danish: ["denmark"],
  irish: ["ireland"],
  scifi: ["science fiction"],
  male: ["m", "men", "man"],
  males: ["male", "m", "men"],
  men: ["male", "m"],
  female: ["f", "women", "woman"],
  females: ["female", "f", "women"],
  women: ["female", "f"],
  apple: ["aapl"],
  microsoft: ["msft"],
  amazon: ["amzn"],
  google: ["goog", "googl"],
  yes: ["true", "y"],
  no: ["false", "n"],
};

const states =
  "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington|WV west virginia|WI wisconsin|WY wyoming";

const stateCodes = new Map(states.split("|").map((state) => [state.slice(3), state.slice(0, 2).toLowerCase()]));

/** Other names under which a value may stand in the table, in lower case. */
export const otherNames = (phrase: string): readonly string[] => {
  const code = stateCodes.get(phrase);
  return [...(names[phrase] ?? []), ...(code === undefined ? [] : [code])];
};

/** "rainy" → "rain", "japanese" → "japan", "comedies" → "comedy": what a describing word may have been made from. */
export const rootsOf = (word: string): readonly string[] => {
  const cut = (ending: string, instead = "") =>
    word.endsWith(ending) && word.length - ending.length >= 3 ? [word.slice(0, -ending.length) + instead] : [];
  const roots = [
    ...cut("ies", "y"),
    ...cut("es"),
    ...cut("s"),
    ...cut("y"),
    ...cut("y", "e"),
    ...cut("ese"),
    ...cut("ese", "a"),
    ...cut("ian", "ia"),
    ...cut("ian", "y"),
    ...cut("ian"),
    ...cut("ean", "e"),
    ...cut("ean", "ea"),
    ...cut("an", "a"),
    ...cut("an"),
    ...cut("n"),
    ...cut("ish"),
    ...cut("ing"),
    ...cut("ed"),
    ...cut("ic"),
  ];
  return [...new Set(roots.flatMap((root) => [root, root.replace(/(.)\1$/, "$1")]))];
};
