import { measure } from './subject-command.ts';

export const subjectForceChange = measure({
  words: 'subject force-change',
  summary: 'demand a new PIN at the next use',
  path: 'force-change',
  purpose: true,
  example: 'lets ann do nothing but change it',
  seeAlso: ['subject delete-pin'],
});
