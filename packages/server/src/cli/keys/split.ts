import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { ShareTexts } from '../../compose/keys.ts';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { readNumber } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';
import { openTerminal, type Terminal } from '../show/terminal.ts';

interface Wanted {
  readonly shares: string;
  readonly threshold: string;
  readonly out?: readonly string[];
  readonly json?: true;
}

const SHARES_MAX = 255;
/** Screen, what was scrolled off it, and back to its top. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

export function addSplit(keys: Command): void {
  const command = keys
    .command('split')
    .description(
      'split the keyring into shares for operators, some of which bring it back together',
    )
    .requiredOption('--shares <number>', 'how many to make, one for each operator')
    .requiredOption('--threshold <number>', 'how many of them it takes, 2 or more')
    .option(
      '--out <folder...>',
      'a folder for each share, or one in which each gets a folder; without it they are shown on the ' +
        'terminal, one after the other',
    )
    .option('--json', 'print what was made as JSON, without the shares');
  withDataSettings(command).action(async (options: Wanted) => {
    process.umask(0o077);
    const counts = readCounts(options);
    const terminal = openTerminal();
    const folders = foldersFor(options, counts.total, terminal);
    const config = loadConfig(readFlags({ ...options }));
    const { splitIntoShares } = await import('../../compose/keys.ts');
    const made = await splitIntoShares(config, counts);
    const files = folders === null ? [] : writeShares(made, folders);
    if (folders === null) await showShares(made, terminal);
    const told = { set: made.set, ...counts, files };
    process.stdout.write(`${options.json ? printableJson(told) : say(told)}\n`);
  });
}

interface Counts {
  readonly total: number;
  readonly threshold: number;
}

function readCounts({ shares, threshold }: Wanted): Counts {
  const total = readNumber('shares', shares) ?? 0;
  const needed = readNumber('threshold', threshold) ?? 0;
  if (total < 2 || total > SHARES_MAX) throw new UsageError('--shares must be from 2 to 255.');
  if (needed >= 2 && needed <= total) return { total, threshold: needed };
  throw new UsageError('--threshold must be 2 or more, and not more than there are shares.');
}

/** `null`: the terminal. Never one stream with all of them: that would be the keyring. */
function foldersFor(
  { out }: Wanted,
  total: number,
  { interactive }: Pick<Terminal, 'interactive'>,
): readonly string[] | null {
  if (out === undefined) {
    if (interactive) return null;
    throw new UsageError('Name folders for the shares with --out: there is no terminal here.');
  }
  const [only = ''] = out;
  if (out.length === 1) {
    return Array.from({ length: total }, (_each, at) => join(only, `share-${at + 1}`));
  }
  if (out.length === total && new Set(out).size === total) return out;
  throw new UsageError(`--out takes one folder, or ${total} different ones.`);
}

function writeShares({ set, texts }: ShareTexts, folders: readonly string[]): readonly string[] {
  return texts.map((text, at) => {
    const folder = folders[at] ?? '';
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `pintumbler-share-${at + 1}-of-${texts.length}-${set}.txt`);
    // Never over another one: it may be all that is left of an earlier set.
    writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true });
    return file;
  });
}

async function showShares({ texts }: ShareTexts, terminal: Terminal): Promise<void> {
  for (const [at, text] of texts.entries()) {
    const who = `Only the operator who keeps share ${at + 1} should look now.`;
    await terminal.ask(`${who} Enter shows it. `);
    process.stderr.write(`\n${text}\n`);
    await terminal.ask('Write it down, compare it, then Enter takes it away. ');
    process.stderr.write(CLEAR);
  }
}

function say({ set, total, threshold, files }: Counts & { set: string; files: readonly string[] }) {
  const made = `${total} shares of set ${set}; any ${threshold} of them bring the keyring back.`;
  const advice =
    'They hold the keys of this moment: make new ones after every change of the keyring, and destroy ' +
    'these then.';
  return [made, ...files.map((file) => `  ${file}`), advice].join('\n');
}
