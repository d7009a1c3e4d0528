import { measure } from './subject-command.ts';

export const subjectDeletePin = measure({
  words: 'subject delete-pin',
  summary: 'take a PIN out of force; its guess accounting stays',
  method: 'DELETE',
  path: 'pin',
  purpose: true,
  asks: ([id]) => `Delete the PIN of ${id}? It cannot be brought back.`,
  example: 'leaves ann without a PIN',
  seeAlso: ['subject force-change', 'subject suspend'],
});
