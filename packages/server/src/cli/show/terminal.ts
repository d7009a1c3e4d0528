import { createInterface } from 'node:readline/promises';
import { printable } from './printable.ts';

/** Where people sit, if any do. */
export interface Terminal {
  /** Somebody can be asked. */
  readonly interactive: boolean;
  /** Columns to fill. */
  readonly width: number;
  /** Answers what was typed. */
  ask(question: string): Promise<string>;
  /** The same, and nobody looking on sees it. */
  askSecretly(question: string): Promise<string>;
  /** Shows how far long work has come, in place of what stood there; nothing without a terminal. */
  progress(doing: string, done: number, all?: number): void;
  /** Takes that line away. */
  endProgress(): void;
}

const WIDTH = 80;
const BAR = 30;

/** The terminal of this process: questions and progress on stderr, for stdout may go elsewhere. */
export function openTerminal(): Terminal {
  const { stdin, stderr, stdout } = process;
  const interactive = stdin.isTTY === true && stderr.isTTY === true;
  return {
    interactive,
    width: stdout.columns ?? WIDTH,
    async ask(question) {
      const reader = createInterface({ input: stdin, output: stderr });
      try {
        return await reader.question(printable(question));
      } finally {
        reader.close();
      }
    },
    askSecretly: (question) => askSecretly(printable(question)),
    progress(doing, done, all) {
      if (stderr.isTTY !== true) return;
      stderr.write(`\r\u001b[K${progressLine(doing, done, all)}`);
    },
    endProgress() {
      if (stderr.isTTY === true) stderr.write('\r\u001b[K');
    },
  };
}

/** `unlocking [#####     ] 5 of 10`; without an end in sight only how much there is. */
export function progressLine(doing: string, done: number, all?: number): string {
  if (all === undefined || all === 0) return `${doing} ${done.toLocaleString('en')} ...`;
  const filled = Math.min(BAR, Math.floor((done / all) * BAR));
  const bar = `[${'#'.repeat(filled)}${' '.repeat(BAR - filled)}]`;
  return `${doing} ${bar} ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`;
}

async function askSecretly(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  let typed = '';
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n' || character === '\u0004') return typed;
        if (character === '\u0003') throw new Error('Stopped; nothing was done.');
        if (character === '\u007f' || character === '\b') typed = typed.slice(0, -1);
        else typed += character;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stderr.write('\n');
  }
}
