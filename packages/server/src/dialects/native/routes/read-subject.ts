import type { Subject } from '../../../core/model/subject.ts';
import { subject } from '../answer-bodies.ts';
import { ok, subjectBody, subjectNotFound } from '../answers.ts';
import { object, readSubject as readRef } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readSubject = nativeRoute({
  method: 'GET',
  path: '/subjects/:id',
  group: 'Subjects',
  summary: 'Read a subject',
  body: object({}),
  answers: { 200: subject },
  decode: ({ params }) => readRef(params),
  run: (core, call, ref) => core.findSubject(call, ref),
  encode: (subject: Subject | null) =>
    subject === null ? subjectNotFound() : ok(subjectBody(subject)),
});
