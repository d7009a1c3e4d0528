import type { Terminal } from '../show/terminal.ts';
import { UsageError } from './usage-error.ts';

/** Lets pass what was meant: with `--yes`, or by a yes on a terminal. Throws otherwise. */
export async function confirm(
  question: string,
  yes: boolean,
  terminal: Pick<Terminal, 'interactive' | 'ask'>,
): Promise<void> {
  if (yes) return;
  if (!terminal.interactive) {
    throw new UsageError(`${question} Nobody can be asked here: say so with --yes.`);
  }
  const answer = await terminal.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new Error('Not confirmed; nothing was done.');
}
