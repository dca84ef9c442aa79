// All courses at hand: read and indexed when they are added and when the server starts, so that a turn never waits for a disk.
import { courseReading } from "@polylogue/agents";
import { type Clock, type Course, type Courses, type Files, PolylogueError } from "@polylogue/core";
import { type CatalogueEntry, type CourseFile, catalogue } from "./catalogue.ts";
import { type CourseIndex, courseIndexing } from "./course-index.ts";

/** Whose a course is. */
export type CourseOwner = { readonly user_id: string } | "everyone";

export interface CourseLibrary extends Courses {
  /** Resolves once the text is durable and the course at hand. Replaces what the owner imported before from the same file under the same title. */
  add(owner: CourseOwner, file: CourseFile): Promise<Course>;
  /** Brings to hand what was there when the server stopped, and what is shipped. */
  load(): Promise<void>;
  /** Brings a user's courses back that gave way to others. Called between turns; without a user, for those who missed theirs. */
  recall(user_id?: string): Promise<void>;
  /** What is kept of a user's courses. */
  owned(user_id: string): readonly CatalogueEntry[];
  forget(user_id: string): Promise<void>;
}

export interface CourseLibraryParts {
  readonly files: Files;
  readonly clock: Pick<Clock, "now">;
  /** The courses that come with the product, the first to begin with. */
  readonly shipped: () => Promise<readonly CourseFile[]>;
  /** Told of a course that is kept and cannot be read. */
  readonly report: (error: unknown, course_id: string) => void;
  /** Users' courses that are at hand at once. */
  readonly mostAtHand?: number;
}

const mostAtHandUsually = 200;
/** What their texts may measure together; read and indexed, a text takes several times its length. */
const mostBytesAtHand = 16 * 1024 * 1024;

/** An import on its way: its id is taken already, and its user may be erased meanwhile. */
interface Import {
  readonly user_id: string | undefined;
  readonly name: string;
  course_id: string;
  erased: boolean;
}

/** Lets others run between the steps. */
const gently = async <Result>(steps: Generator<void, Result>): Promise<Result> => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const userOf = (owner: CourseOwner): string | undefined => (owner === "everyone" ? undefined : owner.user_id);

export const courseLibrary = ({
  files,
  clock,
  shipped,
  report,
  mostAtHand = mostAtHandUsually,
}: CourseLibraryParts): CourseLibrary => {
  const listed = catalogue(files);
  const indexes = new WeakMap<Course, CourseIndex>();
  let fromProduct: readonly Course[] = [];
  /** Of everyone by id: these never give way. */
  const ofEveryone = new Map<string, Course>();
  /** Of users, the one longest unused first. */
  const ofUsers = new Map<CatalogueEntry, Course>();
  const missed = new Set<string>();
  const adding = new Set<Import>();

  const ready = async (file: CourseFile, course_id?: string): Promise<Course> => {
    const read = await gently(courseReading(file));
    const course = course_id === undefined ? read : { ...read, course_id };
    indexes.set(course, await gently(courseIndexing(course)));
    return course;
  };

  const fits = (entries: readonly CatalogueEntry[]) =>
    entries.length <= mostAtHand && entries.reduce((sum, { bytes }) => sum + bytes, 0) <= mostBytesAtHand;

  /** Of a list, newest first, what could be at hand if nothing else were; the newest always. */
  const affordable = (entries: readonly CatalogueEntry[]) =>
    entries.slice(0, mostAtHand).filter((_, at, some) => at === 0 || fits(some.slice(0, at + 1)));

  const takeToHand = (entry: CatalogueEntry, course: Course): void => {
    if (entry.user_id === undefined) return void ofEveryone.set(entry.course_id, course);
    ofUsers.set(entry, course);
    for (const oldest of ofUsers.keys()) {
      if (oldest === entry || fits([...ofUsers.keys()])) break;
      ofUsers.delete(oldest);
    }
  };

  /** A course that cannot be read is left out and told: the others, and the server, do without it. */
  const bring = async (entry: CatalogueEntry): Promise<void> => {
    try {
      const file = await listed.read(entry);
      const course = file && (await ready(file, entry.course_id));
      if (course && listed.entries.includes(entry)) takeToHand(entry, course);
    } catch (error) {
      report(error, entry.course_id);
    }
  };

  const entriesOf = (user_id: string | undefined) => listed.entries.filter((entry) => entry.user_id === user_id);

  /** What a user has at hand counts as used now; what could be and is not is remembered as missed. */
  const usersOwn = (user_id: string): Course[] => {
    const entries = entriesOf(user_id);
    if (affordable(entries).some((entry) => !ofUsers.has(entry))) missed.add(user_id);
    return entries.flatMap((entry) => {
      const course = ofUsers.get(entry);
      if (!course) return [];
      ofUsers.delete(entry);
      ofUsers.set(entry, course);
      return [course];
    });
  };

  /** The same file replaces its course; another file of the same title stands beside it. */
  const idFor = (user_id: string | undefined, wanted: string, name: string): string => {
    const underWay = [...adding].filter((one) => one.user_id === user_id);
    const taken = new Map([...entriesOf(user_id), ...underWay].map((one) => [one.course_id, one.name]));
    let id = wanted;
    for (let count = 2; taken.has(id) && taken.get(id) !== name; count++) id = `${wanted}-${count}`;
    return id;
  };

  const drop = (user_id: string | undefined, course_id?: string) => {
    for (const entry of ofUsers.keys())
      if (entry.user_id === user_id && (course_id === undefined || entry.course_id === course_id))
        ofUsers.delete(entry);
  };

  const self: CourseLibrary = {
    list({ user_id }) {
      const everyones = entriesOf(undefined).flatMap(({ course_id }) => ofEveryone.get(course_id) ?? []);
      const byId = new Map<string, Course>();
      for (const course of [...usersOwn(user_id), ...everyones, ...fromProduct])
        if (!byId.has(course.course_id)) byId.set(course.course_id, course);
      return [...byId.values()];
    },
    course: (user, course_id) => self.list(user).find((course) => course.course_id === course_id),
    search: (course, query, limit) => indexes.get(course)?.search(query, limit) ?? [],

    async add(owner, file) {
      const user_id = userOf(owner);
      const own: Import = { user_id, name: file.name, course_id: "", erased: false };
      adding.add(own);
      try {
        const read = await ready(file);
        if (read.sections.length === 0)
          throw new PolylogueError(
            "file_unreadable",
            `${file.name} has no sentences to teach. Import a text with paragraphs.`,
          );
        const course_id = idFor(user_id, read.course_id, file.name);
        own.course_id = course_id;
        const course = { ...read, course_id };
        const index = indexes.get(read);
        if (index) indexes.set(course, index);
        const entry: CatalogueEntry = {
          course_id,
          ...(user_id !== undefined && { user_id }),
          name: file.name,
          title: course.title,
          added_at: clock.now(),
          bytes: file.markdown.length,
          has_questions: file.questions !== undefined,
        };
        await listed.put(entry, file);
        if (own.erased && user_id !== undefined) await self.forget(user_id);
        else {
          drop(user_id, course_id);
          takeToHand(entry, course);
        }
        return course;
      } finally {
        adding.delete(own);
      }
    },

    async load() {
      const own = await shipped();
      fromProduct = await Promise.all(own.map((file) => ready(file)));
      await listed.load();
      const users = listed.entries.filter(({ user_id }) => user_id !== undefined);
      // Oldest first, so that the newest are the last to give way.
      for (const entry of [...entriesOf(undefined), ...affordable(users).reverse()]) await bring(entry);
    },

    async recall(user_id) {
      const users = user_id === undefined ? [...missed] : [user_id];
      for (const one of users) {
        missed.delete(one);
        for (const entry of affordable(entriesOf(one))) if (!ofUsers.has(entry)) await bring(entry);
      }
    },

    owned: entriesOf,

    async forget(user_id) {
      for (const one of adding) if (one.user_id === user_id) one.erased = true;
      drop(user_id);
      missed.delete(user_id);
      await listed.forget(user_id);
    },
  };
  return self;
};
