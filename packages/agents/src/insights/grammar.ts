// From a question to a plan, without a model.
import { assembled } from "./assembly.ts";
import type { Understanding } from "./draft.ts";
import { piecesOf } from "./pieces.ts";
import type { Subject } from "./subject.ts";

export const understand = (question: string, subject: Subject): Understanding => assembled(piecesOf(question, subject));
