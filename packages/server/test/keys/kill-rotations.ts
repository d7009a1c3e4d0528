import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assembleKeys } from '../../src/compose/roots.ts';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { checkKeys } from '../../src/core/usecases/check-keys.ts';
import { createTenant } from '../../src/core/usecases/create-tenant.ts';
import { advanceRotation } from '../../src/core/usecases/keys/advance-rotation.ts';
import { followRoots } from '../../src/core/usecases/keys/follow-roots.ts';
import { findUnder } from '../../src/core/usecases/keys/walk-sealed.ts';
import { openHash, sealHash } from '../../src/core/usecases/verifier.ts';
import { createAesSealer } from '../../src/crypto/aes-sealer.ts';
import { createFileSource } from '../../src/crypto/keyring-sources/file-source.ts';
import { openKeyring } from '../../src/crypto/open-keyring.ts';
import { createRowCrypto } from '../../src/crypto/row-crypto.ts';
import { systemRandom } from '../../src/crypto/system-random.ts';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openStore } from '../../src/storage/store.ts';

const PROCESS = fileURLToPath(new URL('./rotating-process.ts', import.meta.url));
const PEOPLE = 150;
/** A process is killed after so many of its steps at most, and some milliseconds more. */
const STEPS_MAX = 16;
const LATER_MAX_MS = 12;

const clock = { now: () => Date.now() };
const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };

export interface KillDrill {
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** The engine of that data, for a look while no process has it. */
  readonly openEngine: () => Promise<Engine>;
  readonly kills: number;
  readonly mistake?: 'forgets';
}

export interface KillReport {
  readonly kills: number;
  /** People whose PIN did not open after a kill, counted at the first kill after which any did not. */
  readonly lost: number;
  /** Rotations that were started, over all processes. */
  readonly rotations: number;
  /** What is left under other roots than the newest when it has finished. */
  readonly leftOver: number;
}

/** Kills a process that rotates, again and again, and looks after each kill whether anybody is lost. */
export async function killRotations(drill: KillDrill): Promise<KillReport> {
  await enrol(drill);
  for (let kill = 1; kill <= drill.kills; kill += 1) {
    await killOne(drill);
    const lost = await look(drill, ({ lost }) => lost());
    if (lost > 0) return { kills: kill, lost, rotations: 0, leftOver: 0 };
  }
  return look(drill, async ({ lost, ports }) => {
    for (let more = true; more; ) {
      more = (await advanceRotation(ports, 'the only node')) === 'worked';
    }
    const rotation = await ports.store.readRotation();
    const others = ports.roots.list().filter(({ id }) => id !== rotation?.root);
    const left = await Promise.all(others.map(({ id }) => findUnder(ports, id, 1)));
    return {
      ...{ kills: drill.kills, lost: await lost(), rotations: rotation?.number ?? 0 },
      leftOver: left.reduce((sum, { count }) => sum + count, 0),
    };
  });
}

const personOf = (index: number) => ({
  ...{ tenant: 'acme', subject: `person-${index}`, purpose: 'login' },
});
const hashOf = (index: number) => `$argon2id$the hash of person ${index}`;

async function enrol(drill: KillDrill): Promise<void> {
  await look(drill, async ({ ports }) => {
    await createTenant(ports, operator, { id: 'acme', name: 'Acme' });
    await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const key = personOf(index);
        const subject = { tenant: 'acme', id: key.subject, identifiers: [], devices: [] };
        const rest = { documents: [], notes: {}, language: null, suspendedAt: null };
        const next = { ...subject, ...rest, createdAt: clock.now() } as never;
        await ports.store.applyToSubject('acme', key.subject, () => ({ next, result: undefined }));
        const verifier = await sealHash(ports.sealer, key, 7, hashOf(index));
        await ports.store.applyToCredential(key, () => ({
          next: { ...NO_CREDENTIAL, verifier, history: [verifier] },
          result: undefined,
        }));
      }),
    );
  });
}

async function killOne({ dataDir, databaseUrl, mistake }: KillDrill): Promise<void> {
  const args = [dataDir, databaseUrl, mistake ?? ''];
  const child = spawn(process.execPath, [PROCESS, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, 'exit');
  const steps = Math.floor(Math.random() * STEPS_MAX);
  for (let step = 0; step <= steps; step += 1) {
    const [what] = await Promise.race([once(child, 'message'), ended]);
    // Dead before it was killed: there is something it could not start with, or go on with.
    if (typeof what !== 'string') throw new Error(`it ended by itself:\n${errors}`);
  }
  await pause(Math.random() * LATER_MAX_MS);
  child.kill('SIGKILL');
  await ended;
}

type Looked = Awaited<ReturnType<typeof openAll>>;

async function look<R>(drill: KillDrill, use: (looked: Looked) => Promise<R>): Promise<R> {
  const engine = await drill.openEngine();
  try {
    return await use(await openAll(drill, engine));
  } finally {
    await engine.close();
  }
}

/** As a server starts: with the keyring as it lies there, and what the data says of its roots. */
async function openAll({ dataDir }: KillDrill, engine: Engine) {
  const source = createFileSource(join(dataDir, 'keyring.json'));
  const keyring = await openKeyring(source, false);
  const store = await openStore(engine, { clock, rows: createRowCrypto(keyring) });
  const { tenants, roots } = assembleKeys({ keyring, source, store });
  const ports = { store, roots, clock, random: systemRandom, sealer: createAesSealer(tenants) };
  const starts = await followRoots(ports, null).then(
    () =>
      checkKeys({ ...ports, facts: store }).then(
        () => true,
        () => false,
      ),
    () => false,
  );
  const lost = async () => {
    if (!starts) return PEOPLE;
    const found = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const key = personOf(index);
        const { verifier, history } = await store.readCredential(key);
        const hashes = [verifier, ...history].map(
          (each) => each && openHash(ports.sealer, { key, verifier: each }).catch(() => null),
        );
        const opened = await Promise.all(hashes);
        return opened.length === 2 && opened.every((each) => each === hashOf(index));
      }),
    );
    return found.filter((isThere) => !isThere).length;
  };
  return { ports, lost };
}
