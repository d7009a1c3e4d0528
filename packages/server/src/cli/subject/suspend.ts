import { measure } from './subject-command.ts';

export const subjectSuspend = measure({
  words: 'subject suspend',
  summary: 'close the door for one person until resumed',
  path: 'suspend',
  asks: ([id]) =>
    `Suspend ${id}? No PIN of theirs is tested, and what they are signed in with ends.`,
  example: 'tests no PIN of ann any more',
  seeAlso: ['subject resume'],
});
