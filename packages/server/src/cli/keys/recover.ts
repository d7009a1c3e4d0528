import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { readTextFile } from '../frame/read-secret.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';
import { openTerminal } from '../show/terminal.ts';
import { tellKeyring } from './show.ts';

interface Wanted {
  readonly share?: readonly string[];
  readonly json?: true;
}

/** Screen, what was scrolled off it, and back to its top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

export function addRecover(keys: Command): void {
  const command = keys
    .command('recover')
    .description('bring the keyring back from shares, where none is any more')
    .option(
      '--share <file...>',
      'files with shares, - for stdin; without it they are read from stdin, or typed on the terminal',
    )
    .option('--json', 'print what was brought back as JSON');
  withDataSettings(command).action(async (options: Wanted) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const keyring = await import('../../compose/keys.ts');
    const text = await readTexts(options, keyring);
    const shown = await keyring.recoverFromShares(config, text);
    const told = `The keyring is back.\n${tellKeyring(shown)}`;
    process.stdout.write(`${options.json ? printableJson(shown) : told}\n`);
  });
}

type ShareReader = Pick<typeof import('../../compose/keys.ts'), 'isWholeShare' | 'readShares'>;

/** Never from arguments, which others on the machine can list. */
async function readTexts({ share }: Wanted, reader: ShareReader): Promise<string> {
  if (share !== undefined) return share.map(readTextFile).join('\n');
  return openTerminal().interactive ? typeShares(reader) : readTextFile('-');
}

/** One after the other, each until its checksum fits; the first one says how many there are to be. */
async function typeShares({ isWholeShare, readShares }: ShareReader): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const whole: string[] = [];
  try {
    for (let needed = 1; whole.length < needed; ) {
      process.stderr.write(
        `Share ${whole.length + 1}, from PTS1: on; an empty line begins it anew:\n`,
      );
      let typed = '';
      while (!isWholeShare(typed)) {
        const line = await reader.question('> ');
        typed = line.trim() === '' ? '' : `${typed}${line}\n`;
      }
      whole.push(typed);
      needed = readShares(typed)[0]?.threshold ?? needed;
      process.stderr.write(`${CLEAR}Share ${whole.length} of ${needed} is complete.\n`);
    }
    return whole.join('\n');
  } finally {
    reader.close();
  }
}
