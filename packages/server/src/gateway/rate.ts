// How fast one socket may send: a bucket that holds two seconds' worth and fills at a steady rate.
export interface Bucket {
  /** 0 when one more may pass now, else ms until it may. */
  take(nowMs: number): number;
}

const burstSeconds = 2;

export const bucket = (perSecond: number): Bucket => {
  const most = perSecond * burstSeconds;
  let level = most;
  let filledAt: number | undefined;
  return {
    take(nowMs) {
      level = Math.min(most, level + ((nowMs - (filledAt ?? nowMs)) / 1000) * perSecond);
      filledAt = nowMs;
      if (level < 1) return Math.ceil(((1 - level) / perSecond) * 1000);
      level -= 1;
      return 0;
    },
  };
};
