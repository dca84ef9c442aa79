// The words with which people ask, and what each of them means; longer phrases win over shorter ones.
import type { Meaning } from "./mark.ts";
import type { Aggregation, Bucket, Chart } from "./plan.ts";

const lexicon = new Map<string, Meaning>();
const means = (meaning: Meaning, phrases: string) => {
  for (const phrase of phrases.split("|")) lexicon.set(phrase.trim(), meaning);
};

const aggregations: Readonly<Record<Exclude<Aggregation, "value">, string>> = {
  average: "average|avg|mean|on average|averages|averaged|typical|typically",
  median: "median|middle value",
  sum: "total|sum|sum of|totals|summed|combined|altogether|in total|overall|total amount of|total number of|add up|adds up",
  min: "minimum|min",
  max: "maximum|max",
  deviation: "standard deviation|std|stdev|std dev|variation|spread of|volatility|volatile",
  count: "number of rows|row count",
  distinct:
    "distinct|unique|different|how many different|how many distinct|how many unique|number of different|number of distinct|number of unique|distinct values of",
};
for (const [aggregation, phrases] of Object.entries(aggregations))
  means({ type: "aggregation", aggregation: aggregation as Aggregation }, phrases);

means(
  { type: "each" },
  "by|per|each|for each|for every|every|in each|across|grouped by|group by|split by|broken down by|breakdown by|break down by|by each|per each|of each|from each|across all|depending on|in every|within each|over each|at each|for all|among the|sorted by|ordered by|order by|sort by|ranked by|rank by|measured by|according to",
);

const buckets: Readonly<Record<Bucket, string>> = {
  decade: "decade|decades",
  year: "year|years|yr",
  quarter: "quarter|quarters",
  month: "month|months",
  week: "week|weeks",
  day: "day|days",
  hour: "hour|hours|hour of day|hour of the day",
  month_of_year: "month of the year|calendar month|months of the year|month of year|calendar months",
  weekday: "weekday|weekdays|day of the week|day of week|days of the week|which weekday",
};
for (const [bucket, phrases] of Object.entries(buckets)) means({ type: "bucket", bucket: bucket as Bucket }, phrases);
means(
  { type: "bucket", bucket: "year", each: true },
  "yearly|annual|annually|year by year|over the years|through the years|year on year|year over year|annualy",
);
means({ type: "bucket", bucket: "month", each: true }, "monthly|month by month|over the months");
means({ type: "bucket", bucket: "quarter", each: true }, "quarterly");
means({ type: "bucket", bucket: "week", each: true }, "weekly|week by week");
means({ type: "bucket", bucket: "day", each: true }, "daily|day by day");
means({ type: "bucket", bucket: "decade", each: true }, "over the decades|decade by decade");

const extreme = (end: "highest" | "lowest", phrases: string, ideas?: string) =>
  means({ type: "extreme", end, sense: "literal", ...(ideas && { ideas: ideas.split(" ") }) }, phrases);
extreme(
  "highest",
  "highest|largest|biggest|greatest|maximal|higher|larger|bigger|greater|peak|record|all-time high|all time high|high point|peaked",
);
extreme("lowest", "lowest|smallest|minimal|lower|smaller|all time low|low point|bottomed|bottomed out");
extreme("highest", "hottest|warmest", "temperature");
extreme("lowest", "coldest|coolest|chilliest", "temperature");
extreme("highest", "wettest|rainiest|most rain|most rainfall", "precipitation");
extreme("lowest", "driest|least rain", "precipitation");
extreme("highest", "windiest|stormiest", "wind");
extreme("highest", "most expensive|priciest|dearest|costliest|most costly", "price cost budget");
extreme("lowest", "cheapest|least expensive", "price cost budget");
extreme("highest", "heaviest", "weight");
extreme("lowest", "lightest", "weight");
extreme("highest", "longest|farthest|furthest", "length duration distance runtime");
extreme("lowest", "shortest|nearest", "length duration distance runtime");
extreme("highest", "tallest", "height");
extreme("highest", "most powerful|strongest", "power horsepower magnitude");
extreme("lowest", "least powerful|weakest", "power horsepower magnitude");
extreme("highest", "most efficient|most economical|most fuel efficient|most fuel-efficient", "mpg");
extreme("lowest", "least efficient|thirstiest|least economical|least fuel efficient", "mpg");
extreme(
  "highest",
  "highest grossing|top grossing|most lucrative|biggest grossing|most money|most profitable",
  "gross revenue sales profit",
);
extreme("lowest", "lowest grossing|least money", "gross revenue sales profit");
extreme("highest", "best rated|highest rated|top rated|best reviewed|best-rated", "rating score");
extreme("lowest", "worst rated|lowest rated|worst reviewed|worst-rated", "rating score");
extreme("highest", "most populous|most populated|most people|biggest population", "population");
extreme("lowest", "least populous|least populated|fewest people|smallest population", "population");
extreme("highest", "deadliest", "deaths");
extreme("highest", "richest|wealthiest", "income");
extreme("lowest", "poorest", "income");
extreme("highest", "newest|latest|most recent|last", "date");
extreme("lowest", "oldest|earliest|first", "date");
means(
  { type: "extreme", end: "highest", sense: "judged" },
  "best|strongest performing|best performing|most successful",
);
means(
  { type: "extreme", end: "lowest", sense: "judged" },
  "worst|worst performing|least successful|poorest performing",
);
means(
  { type: "extreme", end: "highest", sense: "amount" },
  "most|most common|most frequent|most often|commonest|most popular|busiest|most frequently|most commonly",
);
means(
  { type: "extreme", end: "lowest", sense: "amount" },
  "least|fewest|least common|rarest|least often|least frequent|least popular",
);
means(
  { type: "extreme", end: "highest", sense: "top" },
  "top|descending|highest first|largest first|biggest first|from highest to lowest|highest to lowest",
);
means(
  { type: "extreme", end: "lowest", sense: "top" },
  "bottom|ascending|lowest first|smallest first|from lowest to highest|lowest to highest",
);

means(
  { type: "comparator", op: "above" },
  "more than|over|above|greater than|higher than|larger than|bigger than|exceeding|exceeds|exceeded|exceed|surpassed|surpasses|went over|goes over|go over|went above|goes above|go above|rose above|>|longer than|heavier than|older than|better than|hotter than|warmer than|taller than|faster than|beyond",
);
means(
  { type: "comparator", op: "at_least" },
  "at least|no less than|not less than|minimum of|>=|≥|not below|not under|no fewer than|or more than",
);
means(
  { type: "comparator", op: "below" },
  "less than|under|below|fell below|dropped below|went below|fell under|went under|dipped below|fewer than|lower than|smaller than|<|shorter than|lighter than|cheaper than|colder than|worse than|younger than|cooler than",
);
means(
  { type: "comparator", op: "at_most" },
  "at most|no more than|not more than|up to|maximum of|<=|≤|not above|not over",
);
means({ type: "comparator", op: "below", temporal: "before" }, "before|earlier than|prior to");
means({ type: "comparator", op: "above", temporal: "after" }, "after|later than");
means({ type: "comparator", op: "at_least", temporal: "since" }, "since|starting in|starting from|from then on");
means({ type: "comparator", op: "at_most", temporal: "until" }, "until|till|through|up until");
means(
  { type: "orBeyond", op: "at_least" },
  "or more|or higher|or above|or greater|and above|and up|or over|or better|or later|or larger",
);
means(
  { type: "orBeyond", op: "at_most" },
  "or less|or lower|or below|or fewer|or under|or earlier|and below|or smaller",
);
means({ type: "between" }, "between|ranging from|in the range");
means(
  { type: "not" },
  "not|except|except for|excluding|without|other than|apart from|aren't|isn't|non|but not|leaving out|ignoring|ignore|exclude|wasn't|weren't|not counting|not from|outside|besides",
);
means(
  { type: "missing", present: false },
  "missing|empty|blank|null|unknown|no value|have no|has no|with no|without a|without any|not known|lack|lacks|lacking",
);
means({ type: "missing", present: true }, "not missing|not empty|known|not null");

const topic = (name: Extract<Meaning, { type: "topic" }>["topic"], phrases: string) =>
  means({ type: "topic", topic: name }, phrases);
topic(
  "correlate",
  "correlate|correlates|correlated|correlation|correlations|correlate with|correlates with|relationship|relation|related|relate|association|associated|linked|connected|connection|affect|affects|influence|influences|depend|depends|depend on|depends on|goes with|go together|driver|drives|predicts|impact",
);
topic(
  "outliers",
  "anything odd|anything strange|anything unusual|anything weird|odd|strange|unusual|weird|outlier|outliers|anomaly|anomalies|abnormal|suspicious|anything wrong|stands out|stand out|extremes|extreme values|extreme value|surprising|anything surprising|anything interesting",
);
topic(
  "distribution",
  "distribution|distributed|histogram|spread|how is|range of|range|quartiles|percentiles|describe|summary statistics|statistics|stats|breakdown of|frequencies|frequency of",
);
topic(
  "trend",
  "trend|trends|trending|over time|change over time|changed over time|changed|evolve|evolved|evolution|develop|developed|development|history|growth|grow|grown|grew|gone up|went up|going up|gone down|go up|increase|increased|increasing|decrease|decreased|decreasing|rise|rose|grows|growing|increases|gain|gained|drop|dropped|drops|fell|shrank|shrink|shrunk|rise|risen|rising|fall|fallen|falling|decline|declined|improved|improve|change|changes|progress|timeline|time series",
);
topic(
  "compare",
  "compare|comparison|compared|compared to|compared with|comparing|difference|difference between|versus|vs|differ|how do they compare|against",
);
topic(
  "share",
  "share|share of|percentage|percentage of|percent|percent of|proportion|proportion of|fraction|fraction of|what part|what percentage|what percent|what share|what proportion|% of|what fraction|ratio of|portion of",
);
topic(
  "list",
  "show me the rows|show the rows|list|list all|list of|show all|show me all|rows where|show rows|rows behind|the rows|rows with|which rows|give me all|give me the rows|see the rows|records behind|display|name|name all|find|find all|look up",
);
topic(
  "count",
  "how many|number of|count|count of|how often|how many times|number|counts|how frequently|amount of rows|tally",
);

const chart = (name: Chart, phrases: string) => means({ type: "chart", chart: name }, phrases);
chart("bar", "bar chart|bar graph|bars|bar|column chart|barchart|bar plot");
chart("line", "line chart|line graph|line|lines|line plot|linechart");
chart("area", "area chart|area graph|area plot");
chart("point", "scatter|scatter plot|scatterplot|points|dots|dot plot|scatter chart|scatter graph");
chart("arc", "pie|pie chart|donut|donut chart|doughnut|pie graph");
chart("none", "as a table|table|in a table|as text|no chart|without a chart");

means({ type: "joint", word: "and" }, "and|&|plus|as well as|both");
means({ type: "joint", word: "or" }, "or");
means({ type: "joint", word: "to" }, "to|and to|through to");
means({ type: "joint", word: "," }, ",");
means({ type: "is" }, "is|are|was|were|equals|equal to|=|equal|be|been|being");
means(
  { type: "which" },
  "which|what|who|whose|what's|which are|what are|what is|what was|which is|which was|what were|which were|who is|who has|which one|which of the",
);
means({ type: "when" }, "when|and when|on which date|at what time|since when|what date|which date|on what date");

means(
  { type: "filler" },
  "a|an|the|of|in|on|at|for|from|with|me|my|i|you|we|us|it|its|this|that|these|those|there|their|they|them|please|can|could|would|will|should|do|does|did|done|have|has|had|having|show|tell|give|get|see|want|know|like|make|draw|create|plot|chart|graph|visualize|visualise|diagram|as|so|than|then|just|only|also|about|how|much|many|all|any|some|where|within|during|into|onto|out|one|ones|hi|hello|hey|ok|okay|thanks|file|data|dataset|data set|values|value|level|levels|figure|figures|calculate|compute|find out|figure out|our|your|now|instead|again|still|over all|right|go|goes|went|come|comes|came|get|gets|got|take|look|looks|using|use|based|kind|kinds|type|sort|sorts|ever|during|if|happen|happened|occur|occurred|occurs|happens|reach|reached|reaches|belong|belongs|made|make|makes|by the way|actually|really|usually|generally|always|column|columns|field|group|groups|let's|let|i'd|i'm|am|here|too|well|being|exactly|roughly|approximately|out of|made by|made in|built in|built by|years old|altogether|given|behind|of all time|all time|in history|per woman|simply|quickly|what about|how about|same|same for|same but|but|s|th|st|nd|rd|t|don't|doesn't|case|cases of|according|produced|produce|produces|located|live|lives|named|called|titled|said|set|lie|lies|per cent|recorded|measured|observed|experience|experienced|see how|every one|each one|further|together|versions|version|total of|respectively|contain|contains|containing|include|includes|including|show me|tell me|give me|i want|i need|need|think|mean by|very|quite|whole|entire|question|answer|available|listed|um|uh|erm|er|hmm|oh|yeah|alright|kinda|basically|maybe|perhaps|wondering|wonder|curious|present|exist|exists|of all|in all|all of|their own",
);
means(
  { type: "rows" },
  "row|rows|record|records|entry|entries|item|items|observation|observations|thing|things|line item|data points|data point|cases|times",
);

export const longestPhrase = 5;

export const meaningOf = (phrase: string): Meaning | undefined => lexicon.get(phrase);
