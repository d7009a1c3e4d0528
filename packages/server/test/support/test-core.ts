import { loadBlocklist } from '../../src/config/load-blocklist.ts';
import { type Core, createCore } from '../../src/core/core.ts';
import type { Call } from '../../src/core/model/call.ts';
import type { Ports } from '../../src/core/ports/ports.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { createAesSealer } from '../../src/crypto/aes-sealer.ts';
import { createArgon2Hasher } from '../../src/crypto/argon2-hasher.ts';
import { createAssertionSigner } from '../../src/crypto/assertion-signer.ts';
import { Keyring } from '../../src/crypto/keyring.ts';
import { systemRandom } from '../../src/crypto/system-random.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeTempDir } from './temp-dir.ts';
import { CHEAP_HASH } from './test-server.ts';

/** A clock that moves only when told. */
export class TestClock {
  #now = Date.parse('2026-01-01T00:00:00Z');

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export interface TestCore {
  readonly core: Core;
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly call: Call;
  close(): Promise<void>;
}

/** The use cases on real parts, without HTTP; `wrapStore` puts a broken variant in between. */
export async function openTestCore(
  wrapStore: (store: Store) => Store = (store) => store,
): Promise<TestCore> {
  const dir = makeTempDir();
  const clock = new TestClock();
  const engine = openSqliteEngine(dir.path);
  const hasher = createArgon2Hasher({ cost: CHEAP_HASH, workers: 2, places: 2_000 });
  const root = { id: 'k1', secret: new Uint8Array(32).fill(7) };
  const keyring = new Keyring({ active: 'k1', roots: [root], digestSecret: root.secret });
  const ports: Ports = {
    store: wrapStore(await openStore(engine, clock)),
    hasher,
    sealer: createAesSealer(keyring),
    signer: createAssertionSigner(keyring),
    clock,
    random: systemRandom,
    blocklist: loadBlocklist(),
    channels: ['email', 'sms'],
  };
  const core = createCore(ports);
  const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };
  const tenant = await core.createTenant(operator, { id: 'acme', name: 'Acme' });
  return {
    core,
    ports,
    clock,
    call: { ...operator, tenant },
    async close() {
      await hasher.close();
      await engine.close();
      dir.remove();
    },
  };
}
