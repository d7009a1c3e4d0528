import { measure } from './subject-command.ts';

export const subjectUnlockPassword = measure({
  words: 'subject unlock-password',
  summary: 'give a person a fresh budget for the password; the PIN keeps its own',
  path: 'password/unlock',
  example: 'lets ann try the password again',
  seeAlso: ['unlock'],
});
