// Language models, through the AI SDK's interface: any of its providers, the extractive model, a script.
import type { LanguageModelV3 } from "@ai-sdk/provider";

export type Model = LanguageModelV3;
