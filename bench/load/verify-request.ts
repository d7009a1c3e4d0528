import { PIN, shuffled, subjectId } from '../server/subjects.ts';
import type { Answer } from './connection.ts';

/** The bytes of a native verify, as an ordinary HTTP client would send them. */
export function verifyRequest(apiKey: string, subject: number, pin: string): Buffer {
  const body = JSON.stringify({ pin });
  return Buffer.from(
    [
      `POST /v1/subjects/${subjectId(subject)}/pin/verify HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${apiKey}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
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
