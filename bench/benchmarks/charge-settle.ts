import type { Call } from '../../packages/server/src/core/model/call.ts';
import { NO_CREDENTIAL } from '../../packages/server/src/core/model/credential.ts';
import type { Ports } from '../../packages/server/src/core/ports/ports.ts';
import { chargeAttempt } from '../../packages/server/src/core/usecases/charge-attempt.ts';
import { createSubject } from '../../packages/server/src/core/usecases/create-subject.ts';
import { createTenant } from '../../packages/server/src/core/usecases/create-tenant.ts';
import { settleRight } from '../../packages/server/src/core/usecases/settle-attempt.ts';
import { Keyring } from '../../packages/server/src/crypto/keyring.ts';
import { createRowCrypto } from '../../packages/server/src/crypto/row-crypto.ts';
import { systemRandom } from '../../packages/server/src/crypto/system-random.ts';
import { createTrailCrypto } from '../../packages/server/src/crypto/trail-crypto.ts';
import { openStore } from '../../packages/server/src/storage/store.ts';
import { openTrail } from '../../packages/server/src/storage/trail/open-trail.ts';
import { cpuOf, type DatabaseKind } from '../database/bench-database.ts';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { quietRound } from '../measure/quiet-round.ts';
import { numbers, PURPOSE, shuffled, subjectId, TENANT } from '../server/subjects.ts';

const SUBJECTS = 10_000;
const ROUNDS = 5;
const WARM_UP_MS = 1000;
const MEASURE_MS = 4000;
const TEST = { action: 'pin.verify', kind: 'hash' } as const;
/** As long as a sealed Argon2id verifier. */
const VERIFIER = { kind: TEST.kind, version: 1, sealed: new Uint8Array(129) };
/** Every settlement writes an entry of the audit trail, and entries are chained. */
const SECRET = new Uint8Array(32).fill(7);
const KEYRING = new Keyring({
  ...{ active: 'k1', roots: [{ id: 'k1', secret: SECRET }] },
  digestSecret: SECRET,
});
const OPERATOR = { actor: 'bench', dialect: 'native', source: '127.0.0.1', requestId: 'bench-run' };

interface ChargeSettle {
  readonly on: DatabaseKind;
  /** Pairs under way at any moment. */
  readonly inFlight: number;
  /** Pairs per second. */
  readonly atLeast: number;
}

type AccountingPorts = Pick<Ports, 'store' | 'clock' | 'random'>;

/** The guess accounting alone: a durable charge and a durable settlement, without HTTP and hash. */
export const chargeSettle = ({ on, inFlight, atLeast }: ChargeSettle): Benchmark => ({
  name: `charge-settle${on.suffix}`,
  run: (say) =>
    on.with(async (database) => {
      const clock = { now: () => Date.now() };
      const engine = await database.openEngine();
      try {
        const ports = {
          store: await openStore(engine, { clock, rows: createRowCrypto(KEYRING) }),
          clock,
          random: systemRandom,
        };
        await openTrail({ ...ports, engine, crypto: createTrailCrypto(KEYRING) });
        const call = await seed(ports);
        const serverCpuSeconds = cpuOf([], [database]);
        const values = await repeat(ROUNDS, say, () =>
          quietRound({ say, serverCpuSeconds, round: () => measure(ports, call, inFlight) }),
        );
        return [
          {
            measure: `charge + settle in process, ${inFlight} in flight`,
            unit: '/s',
            values,
            target: { of: 'value', bound: 'at_least', limit: atLeast },
          },
        ];
      } finally {
        await engine.close();
      }
    }),
});

async function seed(ports: AccountingPorts): Promise<Call> {
  const tenant = await createTenant(ports, OPERATOR, { id: TENANT, name: 'Bench' });
  const call = { ...OPERATOR, tenant };
  // Neither is used without documents to digest.
  const sealer = { seal: refuse, open: refuse, digest: refuse };
  const one = async (id: string) => {
    await createSubject({ ...ports, sealer }, call, { id });
    await ports.store.applyToCredential({ tenant: TENANT, subject: id, purpose: PURPOSE }, () => ({
      next: { ...NO_CREDENTIAL, verifier: VERIFIER, changedAt: ports.clock.now() },
      result: undefined,
    }));
  };
  await Promise.all(numbers(SUBJECTS).map((number) => one(subjectId(number))));
  return call;
}

function refuse(): never {
  throw new Error('the bench seals nothing');
}

async function measure(ports: AccountingPorts, call: Call, inFlight: number): Promise<number> {
  const keys = shuffled(numbers(SUBJECTS)).map((number) => ({
    ...{ tenant: TENANT, subject: subjectId(number), purpose: PURPOSE },
  }));
  const startAt = performance.now() + WARM_UP_MS;
  const endAt = startAt + MEASURE_MS;
  let settled = 0;
  const { action } = TEST;
  const lane = async (first: number) => {
    for (let turn = first; performance.now() < endAt; turn += inFlight) {
      const key = keys[turn % keys.length];
      if (key === undefined) return;
      const charge = await chargeAttempt(ports, call, key, TEST);
      if (charge.result !== 'charged') throw new Error(`not charged: ${charge.result}`);
      const attempt = { key, action, ticket: charge.ticket, version: VERIFIER.version };
      await settleRight(ports, call, attempt, (credential) => ({
        credential,
        outcome: { outcome: 'verified' },
      }));
      const now = performance.now();
      if (now >= startAt && now < endAt) settled += 1;
    }
  };
  await Promise.all(numbers(inFlight).map(lane));
  return (settled * 1000) / MEASURE_MS;
}
