import { afterEach, describe, expect, it } from 'vitest';
import { outliveLeases } from '../support/outlive-leases.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** `npm run faults` has 200 more. */
const ROUNDS = 6;
const SUBJECTS = ['ann', 'bob', 'cleo', 'dan'];

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  await dir.remove();
});

/** What one person knows: the PIN last acknowledged, and a change whose answer never came. */
interface Knowledge {
  pin: string;
  pending: { readonly pin: string; readonly key: string } | undefined;
}

let drawn = 0;

/** PINs the policy accepts, each new: a fixed walk through the space, no two alike. */
function drawPin(): string {
  drawn += 1;
  return String(100_003 + ((drawn * 73_939_133) % 899_981));
}

function change(subject: string, from: string, to: { pin: string; key: string }) {
  const body = { currentPin: from, newPin: to.pin };
  const path = `/v1/subjects/${subject}/pin/change`;
  return server.call('POST', path, body, { 'idempotency-key': to.key });
}

/** Changes PINs one after the other until the server is gone. */
async function keepChanging(subject: string, known: Knowledge, onChange: () => void) {
  for (;;) {
    const next = { pin: drawPin(), key: `change-${drawn}` };
    known.pending = next;
    const answer = await change(subject, known.pin, next).catch(() => undefined);
    if (answer === undefined) return;
    known.pending = undefined;
    if (answer.body['outcome'] === 'changed') {
      known.pin = next.pin;
      onChange();
    } else expect(answer.body['outcome']).toBe('refused');
  }
}

describe('kill -9 under load', () => {
  it(`loses no acknowledged change in ${ROUNDS} rounds, and retries are right`, async () => {
    dir = makeTempDir();
    const known = new Map<string, Knowledge>();
    server = await startServerProcess(dir.path);
    for (const id of SUBJECTS) {
      await server.call('POST', '/v1/subjects', { id });
      await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '830571' });
      known.set(id, { pin: '830571', pending: undefined });
    }
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const stopAt = acknowledged + 1 + (round % 7);
      const killed: Promise<void>[] = [];
      const onChange = () => {
        acknowledged += 1;
        if (acknowledged === stopAt) killed.push(server.kill());
      };
      await Promise.all([...known].map(([id, each]) => keepChanging(id, each, onChange)));
      await Promise.all(killed);
      server = await startServerProcess(dir.path);
      await outliveLeases(server);
      for (const [id, each] of known) await settle(id, each);
    }
    expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
  }, 300_000);
});

/**
 * A client retries what it never heard about, with the same key. Whether the change was made before
 * the kill or is made now, the answer says so, and afterwards exactly the told PIN is in force.
 */
async function settle(subject: string, known: Knowledge): Promise<void> {
  if (known.pending !== undefined) {
    const retried = await change(subject, known.pin, known.pending);
    expect(['changed', 'refused']).toContain(retried.body['outcome']);
    if (retried.body['outcome'] === 'changed') known.pin = known.pending.pin;
    known.pending = undefined;
  }
  const path = `/v1/subjects/${subject}/pin/verify`;
  const verified = await server.call('POST', path, { pin: known.pin });
  expect(verified.body).toMatchObject({ outcome: 'verified' });
}
