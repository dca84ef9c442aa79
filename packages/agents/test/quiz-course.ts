// A small course on bread for the tests of Q&A and quizzes, and a library that searches it by words.
import { type Course, type CoursePassage, type Courses, terms } from "@polylogue/core";

const section = (id: string, title: string, texts: readonly string[]) => ({
  id,
  title,
  path: ["Bread", title],
  objectives: [],
  segments: texts.map((text, at) => ({ id: `${id}-${at + 1}`, text })),
  summary: "",
});

const glossary = (section_id: string, entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).map(([term, definition]) => ({ term, definition, section_id }));

export const bread: Course = {
  course_id: "bread",
  title: "Bread",
  sections: [
    section("s1", "Flour and Water", [
      "Wheat flour holds two proteins that matter to the baker. When flour meets water, the proteins join and form gluten. Gluten is an elastic network that holds the gas inside the loaf.",
      "The endosperm supplies nearly all the starch of white flour. Milling removes the bran because its sharp edges cut the network. Wholemeal bread is therefore denser than white bread.",
    ]),
    section("s2", "Fermentation", [
      "Yeast is a single-celled fungus that feeds on sugar. It gives off carbon dioxide and alcohol. The gas makes the dough rise because it is caught in the network.",
      "The baker leaves a stiff sponge to ripen for twelve hours before the dough is mixed. Cold slows yeast, so bakers let dough rest overnight to win flavour. Warm dough rises faster but tastes of less.",
      "A sourdough starter keeps wild yeast alive together with bacteria that turn sugar into acid. The acid gives the loaf its sour taste.",
    ]),
    section("s3", "Baking", [
      "In the first minutes the heat of the oven expands the gas and the loaf springs up. Steam keeps the crust soft during this time. Without steam the crust sets early and tears.",
      "The Maillard reaction browns the crust of a loaf above a surface heat of 140 degrees. Sugars and amino acids join and give hundreds of aromas. The crumb stays white because it never gets hotter than boiling water.",
    ]),
  ],
  glossary: [
    ...glossary("s1", {
      gluten: "elastic network of proteins that holds gas in dough",
      bran: "hard outer layer of a grain that is removed in milling",
      endosperm: "starchy inner part of a grain that feeds the seedling",
      germ: "small embryo of a grain that is rich in oil",
    }),
    ...glossary("s2", {
      yeast: "single-celled fungus that turns sugar into carbon dioxide and alcohol",
      sponge: "wet mixture that ripens for hours before the rest of the flour is added",
      starter: "culture of wild fungi and bacteria kept alive by feeding",
      "fermentation (rising)": "process of turning sugar into gas and alcohol with living cells",
      proving: "process of leaving shaped loaves to swell before the oven",
      levain: "see starter",
    }),
    ...glossary("s3", {
      crust: "browned dry shell around a loaf",
      crumb: "soft porous inside of a loaf",
      "Maillard reaction": "browning in which sugars and amino acids join under strong heat",
      caramelisation: "breakdown of plain sugars under dry heat that colours and sweetens",
      "oven spring": "sudden growth of a loaf in its first minutes of baking",
    }),
  ],
  questions: [
    {
      id: "q1",
      section_id: "s2",
      prompt: "What does yeast feed on?",
      options: ["gluten", "sugar", "steam", "salt"],
      answer: "sugar",
    },
    {
      id: "q2",
      section_id: "s2",
      prompt: "Which gas makes the dough rise?",
      options: ["oxygen", "nitrogen", "carbon dioxide", "hydrogen"],
      answer: "carbon dioxide",
    },
    {
      id: "q3",
      section_id: "s2",
      prompt: "Why do bakers let dough rest in the cold overnight?",
      options: [],
      answer: "Cold slows the yeast, and the slow fermentation wins flavour.",
    },
    {
      id: "q4",
      section_id: "s3",
      prompt: "The crust is kept soft by ____.",
      options: ["steam", "oil", "bran", "acid"],
      answer: "steam",
    },
  ],
};

const passages = (course: Course): CoursePassage[] =>
  course.sections.flatMap(({ id, path, segments }) =>
    segments.map(({ id: segment_id, text }) => ({
      text,
      source: path.join(" › "),
      score: 0,
      section_id: id,
      segment_id,
    })),
  );

/** Scores by shared words. */
export const libraryOf = (...courses: readonly Course[]): Courses => ({
  list: () => courses,
  course: (_, id) => courses.find(({ course_id }) => course_id === id),
  search: (course, query, limit) => {
    const asked = new Set(terms(query));
    return passages(course)
      .map((passage) => ({
        ...passage,
        score: new Set(terms(`${passage.source} ${passage.text}`).filter((term) => asked.has(term))).size,
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  },
});
