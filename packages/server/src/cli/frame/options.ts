import type { OptionSpec } from './admin-command.ts';

/** Options that mean the same wherever they stand. */
export const REASON: OptionSpec = {
  flags: '--reason <text>',
  meaning: 'why, in your words; it is kept in the audit trail',
  required: true,
};

export const PURPOSE: OptionSpec = {
  flags: '--purpose <name>',
  meaning: 'what the PIN unlocks; login without it',
};

export const LIMIT: OptionSpec = {
  flags: '--limit <number>',
  meaning: 'at most so many; 50 without it, 200 at most',
};

export const CURSOR: OptionSpec = {
  flags: '--cursor <text>',
  meaning: 'go on where another page ended: its "next"',
};

export const ALL: OptionSpec = { flags: '--all', meaning: 'every page, to the end' };
