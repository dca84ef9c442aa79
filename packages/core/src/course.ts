// A course as it is taught: sections in order, each cut into segments, with the words and questions that belong to them.
export interface CourseSegment {
  /** Unique in its course, and the same whenever the same text is imported. */
  readonly id: string;
  /** Two to six sentences, plain text. */
  readonly text: string;
  /** The headings inside its section that it stands under; absent where there are none. */
  readonly path?: readonly string[];
}

export interface CourseSection {
  readonly id: string;
  readonly title: string;
  /** Titles from the chapter down to this section. */
  readonly path: readonly string[];
  /** What one can do after it; empty where the source has none. */
  readonly objectives: readonly string[];
  readonly segments: readonly CourseSegment[];
  /** The source's own words for what matters; empty where it has none. */
  readonly summary: string;
}

export interface CourseTerm {
  readonly term: string;
  readonly definition: string;
  readonly section_id?: string;
}

/** A question of the source itself. */
export interface CourseQuestion {
  readonly id: string;
  readonly section_id?: string;
  readonly prompt: string;
  /** Empty for a question that is answered in words. */
  readonly options: readonly string[];
  /** The right option, or a model answer. */
  readonly answer: string;
}

export interface Course {
  readonly course_id: string;
  readonly title: string;
  /** In the order of teaching; chapters are the first titles of their paths. */
  readonly sections: readonly CourseSection[];
  readonly glossary: readonly CourseTerm[];
  readonly questions: readonly CourseQuestion[];
  /** Licence and origin, where the source names them. */
  readonly attribution?: string;
}
