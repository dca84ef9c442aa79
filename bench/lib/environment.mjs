// The environment of every process of a bench: nothing of it sets up the product otherwise than the bench says.

const { PATH, HOME, TMPDIR } = process.env;
export const plainEnvironment = { PATH, HOME, ...(TMPDIR && { TMPDIR }) };
