// The drivers: what stands behind core's ports.
export { diskFiles } from "./disk/disk-files.ts";
export { documentReader } from "./documents/document-reader.ts";
export { type DuckDbTablesOptions, duckDbTables } from "./duckdb/duckdb-tables.ts";
export { type EmbeddedStoreOptions, embeddedStore } from "./embedded/embedded-store.ts";
export { extractiveModel } from "./extractive/extractive-model.ts";
export { type Folder, folder } from "./folder/folder.ts";
export { checkModel, type ModelCheck } from "./models/check-model.ts";
export { type ModelOptions, modelByName } from "./models/model-by-name.ts";
export { finishProblem, type ModelProblem, modelProblem } from "./models/model-problem.ts";
