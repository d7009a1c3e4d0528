import { measure } from './subject-command.ts';

export const subjectResume = measure({
  words: 'subject resume',
  summary: 'reopen the door for a suspended person',
  path: 'resume',
  example: 'lets ann in again',
  seeAlso: ['subject suspend'],
});
