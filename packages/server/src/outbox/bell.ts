/** Wakes one who waits. Rings that nobody waits for are kept, as one. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring, at once when there was one since the last wait, or after this time. */
  wait(ms: number): Promise<void>;
}

/** The wait keeps no process alive. */
export function createBell(): Bell {
  let rung = false;
  let wakeUp = () => {};
  return {
    ring() {
      rung = true;
      wakeUp();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms).unref();
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
