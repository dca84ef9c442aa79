// The agents that come with Polylogue.
export { type ContentOptions, contentLiaison } from "./content/content-liaison.ts";
export { type CourseSource, courseReading, readCourse } from "./course/read-course.ts";
export { guideHost } from "./guide/guide-host.ts";
export { type InsightsOptions, insightsLiaison } from "./insights/insights-liaison.ts";
export { type OperationsOptions, operationsLiaison } from "./operations/operations-liaison.ts";
export { type OutcomesOptions, outcomesLiaison } from "./outcomes/outcomes-liaison.ts";
export { guideRouting } from "./routing/guide-routing.ts";
export { tutorRouting } from "./routing/tutor-routing.ts";
export { navigationAgent } from "./tutor/navigation/navigation-agent.ts";
export { qaAgent } from "./tutor/qa/qa-agent.ts";
export { assessmentAgent } from "./tutor/quiz/assessment-agent.ts";
export { teachingAgent } from "./tutor/teaching/teaching-agent.ts";
export { type TutorOptions, tutor } from "./tutor/tutor.ts";
