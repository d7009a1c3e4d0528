import { Type } from 'typebox';
import type { Subject } from '../../../core/model/subject.ts';
import { subject } from '../answer-bodies.ts';
import { ok, subjectBody, subjectNotFound } from '../answers.ts';
import { devices, documents, identifiers, language, object, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const updateSubject = nativeRoute({
  method: 'PATCH',
  path: '/subjects/:id',
  group: 'Subjects',
  summary: 'Replace the lists of a subject, and its language, where given; others stay',
  body: object(
    {
      identifiers: Type.Optional(identifiers),
      devices: Type.Optional(devices),
      documents: Type.Optional(documents),
      language: Type.Optional(Type.Union([language, Type.Null()])),
    },
    'SubjectChange',
  ),
  answers: { 200: subject },
  decode: ({ params, body }) => ({ id: readSubject(params).id, change: body }),
  run: (core, call, { id, change }) => core.updateSubject(call, id, change),
  encode: (subject: Subject | null) =>
    subject === null ? subjectNotFound() : ok(subjectBody(subject)),
});
