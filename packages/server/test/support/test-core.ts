import { assembleKeys } from '../../src/compose/roots.ts';
import { loadBlocklist } from '../../src/config/load-blocklist.ts';
import { loadSecurityImages } from '../../src/config/load-security-images.ts';
import { popularPasswords } from '../../src/config/popular-passwords.ts';
import { type Core, createCore } from '../../src/core/core.ts';
import type { Call } from '../../src/core/model/call.ts';
import type { Hasher } from '../../src/core/ports/hasher.ts';
import type { Ports } from '../../src/core/ports/ports.ts';
import type { Random } from '../../src/core/ports/random.ts';
import type { Receivers } from '../../src/core/ports/receivers.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { TrailStore } from '../../src/core/ports/trail-store.ts';
import { createGuessWatch, type GuessWatcher } from '../../src/core/usecases/watch-guesses.ts';
import { createAesSealer } from '../../src/crypto/aes-sealer.ts';
import { createArgon2Hasher } from '../../src/crypto/argon2-hasher.ts';
import { createClientCrypto } from '../../src/crypto/client-crypto.ts';
import { Keyring } from '../../src/crypto/keyring.ts';
import { createTotpCodes } from '../../src/crypto/otpauth-codes.ts';
import { createPayloadCrypto } from '../../src/crypto/payload-crypto.ts';
import { createPinOpener } from '../../src/crypto/pin-opener.ts';
import { createPinSketch } from '../../src/crypto/pin-sketch.ts';
import { systemRandom } from '../../src/crypto/system-random.ts';
import { createTokenSealer } from '../../src/crypto/token-sealer.ts';
import { createTokenSigner } from '../../src/crypto/token-signer.ts';
import { createTrailCrypto } from '../../src/crypto/trail-crypto.ts';
import { createPasskeys } from '../../src/crypto/webauthn-passkeys.ts';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { openTrail } from '../../src/storage/trail/open-trail.ts';
import { keepInMemory } from './memory-keyring.ts';
import { makeTempDir } from './temp-dir.ts';
import { openTestEngine } from './test-engine.ts';
import { TEST_KEYRING, TEST_ROWS } from './test-rows.ts';
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
  readonly engine: Engine;
  readonly guesses: GuessWatcher;
  /** As a server does at its start: from now on new lanes of the audit trail are written. */
  openTrail(): Promise<TrailStore>;
  close(): Promise<void>;
}

export interface TestCoreOptions {
  /** Puts a broken variant between the use cases and the store. */
  readonly wrapStore?: (store: Store) => Store;
  /** Something that happens while a PIN is being compared: the charge is made, the answer is not. */
  readonly whileComparing?: () => Promise<unknown>;
  /** Something that happens while a hash is made anew after a right PIN; it fails with what this throws. */
  readonly whileRenewing?: () => Promise<unknown>;
  /** Whether callers meet no limits of sending, as in dev mode. */
  readonly unlimited?: boolean;
  /** Whether operators need more than a password. */
  readonly mustHaveSecondFactor?: boolean;
  /** Where the data of a directory is; the engine under test when absent. */
  readonly openEngine?: (dataDir: string) => Promise<Engine>;
  readonly random?: Random;
}

/** Places in the hash queue of a test core. */
export const PLACES = 10_000;

/** Nobody is told anything: deliveries stay in the outbox. */
const NO_RECEIVERS: Receivers = {
  refuse: () => null,
  check: async () => ({ check: 'reachable' }),
  secretOf: async () => '',
  publicKeyOf: async () => null,
  wake: () => undefined,
};

/** The use cases on real parts, without HTTP. */
export async function openTestCore({
  wrapStore = (store) => store,
  whileComparing = async () => undefined,
  whileRenewing = async () => undefined,
  unlimited = false,
  mustHaveSecondFactor = false,
  openEngine = openTestEngine,
  random = systemRandom,
}: TestCoreOptions = {}): Promise<TestCore> {
  const dir = makeTempDir();
  const clock = new TestClock();
  const engine = await openEngine(dir.path);
  const hasher = createArgon2Hasher({ cost: CHEAP_HASH, workers: 2, places: PLACES });
  // One of its own: a test that rotates changes it.
  const keyring = new Keyring(TEST_KEYRING.content);
  const store = await openStore(engine, { clock, rows: TEST_ROWS });
  const source = keepInMemory(keyring.content);
  const { tenants, roots } = assembleKeys({ keyring, source, store });
  const trailCrypto = createTrailCrypto(keyring);
  // Writers open lanes as they come: their names must not use up numbers that a test counts on.
  const parts = { engine, store, crypto: trailCrypto, clock, random: systemRandom };
  const guesses = createGuessWatch({
    ...{ store, clock, isUnlimited: () => unlimited, random: systemRandom },
    sketch: createPinSketch(),
    later: (work) => work(),
  });
  const ports: Ports = {
    guesses,
    store: wrapStore(store),
    trail: await openTrail(parts),
    trailCrypto,
    hasher: interrupt(hasher, whileComparing, whileRenewing),
    sealer: createAesSealer(tenants),
    roots,
    signer: createTokenSigner(tenants),
    clientCrypto: createClientCrypto(),
    receivers: NO_RECEIVERS,
    padUrl: () => 'http://pad.example',
    clock,
    random,
    blocklist: loadBlocklist(),
    popularPasswords: popularPasswords(),
    channels: ['email', 'sms'],
    tokenSealer: createTokenSealer(keyring),
    pinOpener: createPinOpener(tenants),
    payloadCrypto: createPayloadCrypto(),
    totp: createTotpCodes(),
    passkeys: createPasskeys(),
    adminKeyDigest: 'the digest of a key',
    mustHaveSecondFactor,
    images: loadSecurityImages(),
    isUnlimited: () => unlimited,
  };
  const core = createCore(ports);
  const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };
  const tenant = await core.createTenant(operator, { id: 'acme', name: 'Acme' });
  return {
    core,
    ports,
    clock,
    call: { ...operator, tenant },
    engine,
    guesses,
    openTrail: () => openTrail(parts),
    async close() {
      await hasher.close();
      await engine.close();
      await dir.remove();
    },
  };
}

function interrupt(
  hasher: Hasher,
  whileComparing: () => Promise<unknown>,
  whileRenewing: () => Promise<unknown>,
): Hasher {
  return {
    formOf: hasher.formOf,
    reserve(owner, hashes) {
      const slot = hasher.reserve(owner, hashes);
      return {
        ...slot,
        async verify(phc, pin) {
          const right = await slot.verify(phc, pin);
          await whileComparing();
          return right;
        },
        async renew(phc, pin) {
          const renewed = await slot.renew(phc, pin);
          await whileRenewing();
          return renewed;
        },
        async decoy(pin) {
          await slot.decoy(pin);
          await whileComparing();
        },
      };
    },
  };
}
