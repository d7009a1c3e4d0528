import type { TestServer } from '../../support/test-server.ts';
import { makePerson, type Person } from './people.ts';
import { makeTipKey, type TipKey, verifyText, type WireAnswer } from './signer.ts';

export const NANOSECONDS = 1_000_000n;

export const codeOf = ({ data, error }: Pick<WireAnswer, 'data' | 'error'>) =>
  data === undefined ? error?.code : 'right';

/** Now, in nanoseconds that no double can hold. */
export const exactNow = ({ server }: TestServer) =>
  BigInt(server.core.now()) * NANOSECONDS + 123_457n;

/** Verifies as the apps do: the digits of the time as they are. */
export function verifyTip(person: Person, signature: Buffer, digits: bigint | string) {
  const pin_base64 = person.seal(signature);
  return person.ask('POST', '/pin/verify', `{"pin_base64":"${pin_base64}","timestamp":${digits}}`);
}

export function verifyNow(server: TestServer, person: Person, key: TipKey) {
  const at = exactNow(server);
  return verifyTip(person, key.sign(verifyText(at)), at);
}

/** Somebody whose PIN is a TIP key with the counter 1, set as the first one. */
export async function makeTipPerson(
  server: TestServer,
): Promise<{ readonly person: Person; readonly key: TipKey }> {
  const person = await makePerson(server, null);
  const key = makeTipKey();
  const { data, text } = await person.update(key.pin(1));
  if (data?.['tip_counter'] !== 1) throw new Error(`no TIP key: ${text}`);
  return { person, key };
}
