import type { Terminal } from '../show/terminal.ts';
import type { AdminClient } from './admin-client.ts';
import type { Manual } from './manual.ts';

/** What a command gets beside its flags: a name, or the names that were typed. */
export interface ArgumentSpec {
  readonly name: string;
  readonly meaning: string;
  readonly optional?: true;
  /** Any number of them; only the last argument. */
  readonly many?: true;
}

export interface OptionSpec {
  /** As in `--reason <text>`; without a value it is a switch. */
  readonly flags: string;
  readonly meaning: string;
  readonly required?: true;
  readonly choices?: readonly string[];
  /** May be given again and again. */
  readonly many?: true;
}

/** What was typed, checked for form. */
export interface Input {
  readonly api: AdminClient;
  /** Path of the tenant this is about. */
  readonly tenant: string;
  readonly args: readonly string[];
  /** The value of an option by its long name, such as `reason`. */
  readonly text: (option: string) => string | undefined;
  readonly list: (option: string) => readonly string[];
  readonly flag: (option: string) => boolean;
  readonly terminal: Terminal;
}

/** What a command has to say: to programs, and to people. */
export interface Report {
  readonly json: unknown;
  readonly text: string;
  /** Some of what was asked for was refused: the process ends with 1. */
  readonly failed?: boolean;
  /** Was written already, piece by piece. */
  readonly written?: true;
}

/** A twin of something staff can do in the console. */
export interface AdminCommand extends Manual {
  /** As they are typed: `subject show`. */
  readonly words: string;
  readonly summary: string;
  readonly args?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** `none`: about no tenant. `argument`: its first argument names it. Otherwise `--tenant` does. */
  readonly tenant?: 'none' | 'argument';
  /** What to ask before something is done that cannot be taken back. */
  readonly asks?: (args: readonly string[]) => string;
  readonly run: (input: Input) => Promise<Report>;
}
