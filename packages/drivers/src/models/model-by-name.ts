// The language model that a name stands for; a provider's code is loaded only when its name is used.
import { type Model, PolylogueError, unreachable } from "@polylogue/core";
import { extractiveModel } from "../extractive/extractive-model.ts";

const providers = ["openai", "anthropic", "google", "openai-compatible"] as const;
export type ModelProvider = (typeof providers)[number];

export interface ModelOptions {
  readonly keys?: Readonly<Partial<Record<ModelProvider, string>>>;
  /** Where the provider's API is, when it is not where it usually is: "http://127.0.0.1:11434/v1". */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
}

/** Stated here because the providers would otherwise look into the environment. */
const usualBaseUrls: Record<Exclude<ModelProvider, "openai-compatible">, string> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
};

const invalid = (message: string) => new PolylogueError("config.invalid", message);

const unknownName = (name: string) =>
  invalid(
    `MODEL=${name} is not a model. Use "extractive", or a provider and its model, such as "openai:gpt-5-mini"; the providers are ${providers.join(", ")}.`,
  );

const parsed = (name: string): { provider: ModelProvider; id: string } => {
  const colon = name.indexOf(":");
  const provider = providers.find((one) => one === name.slice(0, colon));
  const id = name.slice(colon + 1).trim();
  if (provider === undefined || id === "") throw unknownName(name);
  return { provider, id };
};

const keyOf = (provider: ModelProvider, { keys }: ModelOptions): string => {
  const key = keys?.[provider]?.trim();
  if (!key)
    throw invalid(
      `MODEL names a model of ${provider}, but there is no API key for it. Set the key, or MODEL=extractive to run without one.`,
    );
  return key;
};

const checkedUrl = (url: string): string => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol !== "http:" && protocol !== "https:")
    throw invalid(`MODEL_BASE_URL=${url} is not an address. It looks like "http://127.0.0.1:11434/v1".`);
  return url.replace(/\/+$/, "");
};

const compatibleUrl = ({ baseUrl }: ModelOptions): string => {
  if (baseUrl === undefined)
    throw invalid(
      `MODEL=openai-compatible:… needs to know where: set MODEL_BASE_URL, such as "http://127.0.0.1:11434/v1".`,
    );
  return checkedUrl(baseUrl);
};

/** `openai:ID`, `anthropic:ID`, `google:ID`, `openai-compatible:ID` with a base URL, or `extractive`. Throws `config.invalid`. */
export const modelByName = async (name: string, options: ModelOptions = {}): Promise<Model> => {
  if (name === "extractive") return extractiveModel();
  const { provider, id } = parsed(name);
  const fetching = options.fetch ? { fetch: options.fetch } : {};
  if (provider === "openai-compatible") {
    const key = options.keys?.[provider]?.trim();
    const settings = {
      name: provider,
      baseURL: compatibleUrl(options),
      includeUsage: true,
      ...(key ? { apiKey: key } : {}),
      ...fetching,
    };
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    return createOpenAICompatible(settings).chatModel(id);
  }
  const baseURL = options.baseUrl === undefined ? usualBaseUrls[provider] : checkedUrl(options.baseUrl);
  const settings = { apiKey: keyOf(provider, options), baseURL, ...fetching };
  switch (provider) {
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      // Servers that only look like OpenAI's know no responses API.
      return options.baseUrl === undefined ? createOpenAI(settings).responses(id) : createOpenAI(settings).chat(id);
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic(settings)(id);
    }
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI(settings)(id);
    }
    default:
      return unreachable(provider);
  }
};
