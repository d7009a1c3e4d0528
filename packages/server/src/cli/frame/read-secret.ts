import { readFileSync } from 'node:fs';
import type { Input } from './admin-command.ts';
import { UsageError } from './usage-error.ts';

/** The content of a file, or of stdin where it is called `-`. Throws for what cannot be read. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read ${path}: ${cause instanceof Error ? cause.message : cause}.`);
  }
}

/**
 * What must not stand among the arguments, which others on the machine can list: from the file that an
 * option names, or typed on the terminal. One line break at its end does not belong to it.
 */
export async function readSecret(
  { text, terminal }: Pick<Input, 'text' | 'terminal'>,
  option: string,
  question: string,
): Promise<string> {
  const path = text(option);
  if (path !== undefined) return readTextFile(path).replace(/\r?\n$/, '');
  if (terminal.interactive) return terminal.askSecretly(`${question}: `);
  throw new UsageError(`Name a file that holds it with --${option} (- for stdin).`);
}
