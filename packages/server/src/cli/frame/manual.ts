/** What help and reference say of a command beyond its summary and flags. */
export interface Manual {
  /** Paragraphs, without line breaks within one. */
  readonly details?: readonly string[];
  readonly examples?: readonly Example[];
  /** Other commands, by their words. */
  readonly seeAlso?: readonly string[];
  /** Calls of the admin API it makes: `GET /tenants/:tenant`. */
  readonly twins?: readonly string[];
}

/** A line to type, and what it does. */
export type Example = readonly [line: string, says: string];

/** What the numbers mean that every command ends with. */
export const EXIT_CODES: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'done'],
  [1, 'refused or failed; stderr says why and what to do'],
  [
    2,
    'what was typed is not a command, or needs --yes where nobody can be asked; nothing was done',
  ],
];
