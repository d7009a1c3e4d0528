import { compose } from '../../packages/server/src/compose.ts';
import { loadConfig } from '../../packages/server/src/config/load-config.ts';
import type { Core } from '../../packages/server/src/core/core.ts';
import type { Call } from '../../packages/server/src/core/model/call.ts';
import { Pin } from '../../packages/server/src/core/model/pin.ts';
import { betweenCeilings } from '../ceiling/between-ceilings.ts';
import type { DatabaseKind } from '../database/bench-database.ts';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { seedSubjects, seedTenant } from '../server/seed-subjects.ts';
import { numbers, PIN, PURPOSE, subjectId } from '../server/subjects.ts';

const SUBJECTS = 400;
const IN_FLIGHT = 32;
const ROUNDS = 7;
const WARM_UP_MS = 2000;
const MEASURE_MS = 4000;
const TARGET = 0.95;

/** What charging, settling and auditing cost beside the hash: the gate alone, without HTTP. */
export const gateRatio = (on: DatabaseKind): Benchmark => ({
  name: `gate-ratio${on.suffix}`,
  run: (say) =>
    on.with(async ({ dataDir, databaseUrl }) => {
      const place = { 'data-dir': dataDir, 'database-url': databaseUrl };
      const texts = { ...place, port: '0', 'pad-port': '0' };
      const server = await compose({ config: loadConfig(texts, {}), mode: 'serve' });
      try {
        say(`making ${SUBJECTS} subjects with PINs`);
        const { call } = await seedTenant(server.core);
        await seedSubjects(server.core, call, numbers(SUBJECTS));
        await verifyFor(server.core, call, WARM_UP_MS);
        const rounds = await repeat(ROUNDS, say, () =>
          betweenCeilings(MEASURE_MS, () => verifyFor(server.core, call, MEASURE_MS)),
        );
        return [
          {
            measure: `verifies in process, ${IN_FLIGHT} in flight`,
            unit: '/s',
            values: rounds.map(({ measured }) => measured),
            against: { name: 'bare Argon2id', values: rounds.map(({ ceiling }) => ceiling) },
            target: { of: 'ratio', bound: 'at_least', limit: TARGET },
          },
        ];
      } finally {
        await server.stop();
      }
    }),
});

/** PINs verified per second over about `forMs`. */
async function verifyFor(core: Core, call: Call, forMs: number): Promise<number> {
  const pin = Pin.parse(PIN);
  if (pin === null) throw new Error('the bench PIN is malformed');
  const startedAt = performance.now();
  let verified = 0;
  let turn = 0;
  const lane = async () => {
    while (performance.now() - startedAt < forMs) {
      turn += 1;
      const subject = { id: subjectId(turn % SUBJECTS) };
      const { outcome } = await core.verifyPin(call, { subject, purpose: PURPOSE, pin });
      if (outcome !== 'verified') throw new Error(`not verified: ${outcome}`);
      verified += 1;
    }
  };
  await Promise.all(numbers(IN_FLIGHT).map(lane));
  return (verified * 1000) / (performance.now() - startedAt);
}
