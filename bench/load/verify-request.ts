import { PIN, shuffled, subjectId } from '../server/subjects.ts';
import type { Answer } from './connection.ts';
import { jsonPost } from './json-request.ts';

/** The bytes of a native verify. */
export function verifyRequest(apiKey: string, subject: number, pin: string): Buffer {
  const path = `/v1/subjects/${subjectId(subject)}/pin/verify`;
  return jsonPost(path, [`Authorization: Bearer ${apiKey}`], { pin });
}

export function isVerified({ status, body }: Answer): boolean {
  return status === 200 && body.startsWith('{"outcome":"verified"');
}

/** Right PINs of these subjects, over and over, in one random order: no neighbours on a page. */
export function verifyRequests(apiKey: string, subjects: readonly number[]): () => Buffer {
  const requests = shuffled(subjects).map((subject) => verifyRequest(apiKey, subject, PIN));
  let turn = 0;
  return () => {
    const request = requests[turn % requests.length];
    turn += 1;
    if (request === undefined) throw new Error('there is nobody to verify');
    return request;
  };
}
