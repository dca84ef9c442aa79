// Which keys and address the configured model gets.
import type { ModelOptions } from "@polylogue/drivers";
import type { Config } from "./config.ts";

export const modelKeys = (config: Config): Required<Pick<ModelOptions, "keys">> & Pick<ModelOptions, "baseUrl"> => {
  const { modelApiKey: given, openaiApiKey, anthropicApiKey, googleApiKey } = config;
  const keys = Object.entries({
    openai: given ?? openaiApiKey,
    anthropic: given ?? anthropicApiKey,
    google: given ?? googleApiKey,
    "openai-compatible": given ?? openaiApiKey,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { keys: Object.fromEntries(keys), ...(config.modelBaseUrl !== undefined && { baseUrl: config.modelBaseUrl }) };
};
