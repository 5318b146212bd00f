/** Something to wait for that may happen before anyone waits: a ring is heard once, now or at the next wait. */
export interface Bell {
  ring(): void;
  /** Waits for a ring, at most so many milliseconds; at once where it rang since the last wait. */
  wait(ms: number): Promise<'rung' | 'silent'>;
}

/** A bell for one who waits. */
export function hangBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (ms) => {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = undefined;
      const heard = rung;
      rung = false;
      return heard ? 'rung' : 'silent';
    },
  };
}
