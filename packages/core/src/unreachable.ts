// The end of a switch that has handled every case: a new case no longer compiles here.
export const unreachable = (value: never): never => {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`);
};
