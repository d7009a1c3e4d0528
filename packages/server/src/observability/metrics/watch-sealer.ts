import { Fault } from '../../core/fault.ts';
import type { Sealer } from '../../core/ports/sealer.ts';

/** The same sealer; `broken` hears of each value that does not open. */
export function watchSealer(sealer: Sealer, broken: () => void): Sealer {
  return {
    ...sealer,
    open(context, sealed) {
      const opened = sealer.open(context, sealed);
      opened.catch((error: unknown) => {
        if (error instanceof Fault && error.code === 'integrity') broken();
      });
      return opened;
    },
  };
}
