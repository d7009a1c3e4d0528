import { Type } from 'typebox';
import type { Subject } from '../../../core/model/subject.ts';
import { subject } from '../answer-bodies.ts';
import { created, subjectBody } from '../answers.ts';
import { devices, documents, identifiers, language, object, subjectId } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const createSubject = nativeRoute({
  method: 'POST',
  path: '/subjects',
  group: 'Subjects',
  summary: 'Make a subject: the person or account a PIN belongs to',
  body: object(
    {
      id: Type.Optional(subjectId),
      identifiers: Type.Optional(identifiers),
      devices: Type.Optional(devices),
      documents: Type.Optional(documents),
      language: Type.Optional(language),
    },
    'NewSubject',
  ),
  answers: { 201: subject },
  decode: ({ body }) => body,
  run: (core, call, command) => core.createSubject(call, command),
  encode: (subject: Subject) => created(subjectBody(subject)),
});
