import type { TestServer } from '../support/test-server.ts';
import { makePerson } from './hosted-visitor.ts';

/** A pair somebody chose; the phrase is one that would be markup. */
export const MINE = { image: 'tiger', phrase: 'Mangoes & <b>rain</b> "at" home' };

/** Somebody with a PIN, a picture and phrase, and a mail address of their own. */
export async function makePrompted(server: TestServer, prompt: object = MINE): Promise<string> {
  const value = `${crypto.randomUUID()}@example.com`;
  const subject = await makePerson(server, { identifiers: [{ type: 'email', value }] });
  const body = { pin: '8305', prompt };
  const set = await server.call('PUT', `/v1/subjects/${subject}/pin`, body);
  if (set.body['outcome'] !== 'set') throw new Error(`not set: ${set.text}`);
  return subject;
}

/** The newest code that was sent. */
export async function lastCode(server: TestServer): Promise<string> {
  const messages = (await (await fetch(`${server.baseUrl}/dev/messages`)).json()) as readonly {
    readonly code: string;
  }[];
  return messages[0]?.code ?? '';
}
