import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import {
  etnaDoor,
  forgottenPasswordDoor,
  nativeDoor,
  onboardingDoor,
  operatorDoor,
  type TimedDoor,
} from '../timed-doors.ts';
import { type Asked, sample, separate } from '../timing.ts';

/** What is published, for 10,000 samples of two kinds, interleaved. */
const AUC_MAX = 0.52;
/** Deviations of what a coin comes to that are allowed on top where there are fewer samples. */
const DEVIATIONS = 3.5;
const WARM_UP = 50;
/** What so few samples show needs no more of them. */
const FIRST_LOOK = 250;
/** Of the doors beside the first one there is a share of the samples. */
const SHARE = 10;
const BESIDE_MIN = 60;
const A_DAY = 24 * 3600;

export const enumerationByTime: Row = {
  number: 9,
  title: 'enumeration by time',
  wants: 'to tell who exists, who has a PIN and who is locked from how long an answer takes',
  holds:
    'the same writes and the same hash for all, told in steps: AUC at most 0.52 over 10,000 samples',
  weakening: {
    what: 'compares nothing where there is nothing to compare with, and answers when it is done',
    edits: [
      {
        file: 'core/usecases/test-pin.ts',
        find: '  await compareInVain(ports, slot, key, test.proof);\n',
        put: '',
      },
      {
        file: 'http/pipeline/in-steps.ts',
        find: '  if (ms === undefined) return work();',
        put: '  if (ms !== -1) return work();',
      },
    ],
    shows:
      /^by time, a login on the onboarding wire of unknown is told from wrong with an AUC of (0\.[89]|1\.)/,
  },

  async run(arena) {
    const { samples } = arena;
    if (samples > FIRST_LOOK) await timed(arena, [[onboardingDoor, FIRST_LOOK]]);
    const fewer = Math.max(BESIDE_MIN, Math.ceil(samples / SHARE));
    await timed(arena, [
      [onboardingDoor, samples],
      [nativeDoor, fewer],
      [etnaDoor, fewer],
      [forgottenPasswordDoor, fewer],
      [operatorDoor, fewer],
    ]);
  },
};

type Timed = readonly (readonly [door: TimedDoor, samples: number])[];

/**
 * Everybody is asked about once, by a server that was started afterwards: it has nothing in memory
 * about those there are, as where a stranger goes through a list of names.
 */
async function timed(arena: Arena, doors: Timed): Promise<void> {
  const first = await arena.start({ mode: 'dev' });
  const { demo, dataDir } = first;
  const set = await first.admin('PATCH', `/tenants/${demo.tenant}`, {
    policy: { lockDurationsSeconds: [A_DAY] },
  });
  mustBeSo(set.status === 200, `the locks were not made longer: ${set.text}`);
  for (const [door, samples] of doors) await door.fill(first, samples + WARM_UP);
  await first.stop();
  const target = await arena.start({ mode: 'dev', dataDir });
  for (const [door, samples] of doors) {
    const asked = door.open(arena, target);
    await sample(asked, WARM_UP);
    judge(arena, door, await inLanes(asked, door.lanes, samples));
  }
}

type Times = Readonly<Record<string, readonly number[]>>;

async function inLanes(asked: Asked, lanes: number, samples: number): Promise<Times> {
  const rounds = Math.floor(samples / lanes);
  const parts = await Promise.all(Array.from({ length: lanes }, () => sample(asked, rounds)));
  const names = Object.keys(asked.kinds);
  return Object.fromEntries(names.map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));
}

function judge(arena: Arena, { what, usual }: TimedDoor, times: Times): void {
  const { [usual]: compared = [], ...others } = times;
  const found = Object.entries(others).map(([kind, each]) => ({
    kind,
    ...separate(each, compared),
  }));
  for (const { kind, auc, low, high } of found) {
    const numbers = `${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    arena.say(`${what}, ${kind} and ${usual}: AUC ${numbers}, ${compared.length} samples each`);
  }
  for (const { kind, auc } of found) {
    mustHold(
      auc <= limitFor(compared.length),
      `by time, ${what} of ${kind} is told from ${usual} with an AUC of ${auc.toFixed(3)}`,
    );
  }
}

/** A coin comes to 0.5 plus or minus this: of 5,000 samples each, 3.5 deviations are 0.52. */
function limitFor(samples: number): number {
  const deviation = Math.sqrt((2 * samples + 1) / 12) / samples;
  return Math.max(AUC_MAX, 0.5 + DEVIATIONS * deviation);
}
