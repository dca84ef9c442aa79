// The limits of the wire: what a client may send, and how far back a session can be resumed.

/** The version of this protocol, as `welcome` carries it. */
export const protocolVersion = 1;

/** The largest frame that a client may send, text or binary. */
export const maxMessageBytes = 65_536;

/** How deep arrays and objects may stand inside one another in a frame. */
export const maxJsonDepth = 32;

/** How many WebSocket fragments may make up one frame. */
export const maxFragments = 64;

/** The longest text of one user message. */
export const maxTextChars = 32_000;

export const maxMessageIdChars = 128;
export const maxConversationIdChars = 256;
export const maxAgentTypeChars = 64;

/** Ids that the server issues are far shorter; this only bounds what a client may send back. */
export const maxIdChars = 256;

/** A JWT with many claims is long; a credential beyond this is not one. */
export const maxTokenChars = 8_192;

/** The largest file of `POST /api/files`. */
export const maxUploadBytes = 25 * 1024 * 1024;

/** A client that missed more facts than this gets a snapshot instead of a replay. */
export const maxResumedFacts = 10_000;
