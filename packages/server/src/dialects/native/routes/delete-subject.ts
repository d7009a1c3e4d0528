import { Type } from 'typebox';
import type { DeleteSubjectOutcome } from '../../../core/usecases/delete-subject.ts';
import { subjectNotFound } from '../answers.ts';
import { object, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const deleteSubject = nativeRoute({
  method: 'DELETE',
  path: '/subjects/:id',
  group: 'Subjects',
  summary: 'Remove a subject with its PINs; the audit trail stays',
  body: object({}),
  answers: { 204: Type.Null() },
  decode: ({ params }) => readSubject(params),
  run: (core, call, { id }) => core.deleteSubject(call, id),
  encode: ({ outcome }: DeleteSubjectOutcome) =>
    outcome === 'deleted' ? { status: 204 as const } : subjectNotFound(),
});
