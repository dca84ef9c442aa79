// A name as SQL takes it whatever stands in it: in double quotes, its own doubled.
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
