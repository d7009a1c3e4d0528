import { enrol, OTHER_PIN, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Value } from '../target/database.ts';
import type { Target } from '../target/target.ts';

export const rowEdits: Row = {
  number: 32,
  title: 'row edits',
  wants: 'a PIN they know to be in force for somebody else, by writing rows',
  holds: 'a verifier opens only for the tenant, subject, purpose and version it was sealed for',
  quick: true,
  weakening: {
    what: 'seals verifiers to nothing',
    edits: [
      {
        file: 'crypto/aes-sealer.ts',
        find: 'return Buffer.from(JSON.stringify([FORMAT, rootId, tenant, label, ...binding]));',
        put: 'return Buffer.from(JSON.stringify([FORMAT, rootId, tenant, label]));',
      },
    ],
    shows: /^the PIN of one person opens another's account after their rows were swapped$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const [mine, victim] = [await enrol(target, { pin: OTHER_PIN }), await enrol(target)];
    const stored = await verifierOf(target, mine);
    const kept = await verifierOf(target, victim);
    mustBeSo(stored instanceof Uint8Array && kept instanceof Uint8Array, 'there are no verifiers');
    await setVerifier(target, victim, stored);
    const swapped = outcomeOf(await verify(target, victim, OTHER_PIN));
    mustHold(
      swapped !== 'verified',
      "the PIN of one person opens another's account after their rows were swapped",
    );
    const altered = Buffer.from(kept);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    for (const verifier of [altered, kept.subarray(0, 20), Buffer.alloc(0), null]) {
      await setVerifier(target, victim, verifier);
      for (const pin of [PIN, OTHER_PIN]) {
        const said = outcomeOf(await verify(target, victim, pin));
        mustHold(said !== 'verified', `a PIN was right against a verifier that was altered`);
      }
    }
    const replaced = await target.call('PUT', `/v1/subjects/${victim}/pin`, { pin: OTHER_PIN });
    await setVerifier(target, victim, kept);
    mustHold(
      outcomeOf(replaced) !== 'set' || outcomeOf(await verify(target, victim, PIN)) !== 'verified',
      'an older verifier is in force again',
    );
  },
};

async function verifierOf({ sql, demo }: Target, subject: string): Promise<Value | undefined> {
  const where = 'tenant = ? AND subject = ?';
  const rows = await sql(`SELECT verifier FROM credentials WHERE ${where}`, demo.tenant, subject);
  return rows[0]?.['verifier'];
}

async function setVerifier({ sql, demo }: Target, subject: string, verifier: Value) {
  const where = 'tenant = ? AND subject = ?';
  await sql(`UPDATE credentials SET verifier = ? WHERE ${where}`, verifier, demo.tenant, subject);
}
