import { availableParallelism } from 'node:os';
import type { EpochTurns } from './backup/epoch-turns.ts';
import { everyTurn, shortenTrails, signTrails } from './compose/chores.ts';
import { openServerEpoch } from './compose/epoch.ts';
import { openKeys, startKeyWork, warnOfPlace } from './compose/roots.ts';
import { DataDir } from './config/data-dir.ts';
import { loadBlocklist } from './config/load-blocklist.ts';
import { loadSecurityImages } from './config/load-security-images.ts';
import { popularPasswords } from './config/popular-passwords.ts';
import type { Config } from './config/settings.ts';
import { type Core, createCore } from './core/core.ts';
import type { OutgoingMessage } from './core/model/message.ts';
import type { Webhook } from './core/model/webhook.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Ports } from './core/ports/ports.ts';
import type { Store } from './core/ports/store.ts';
import { checkKeys, hasKeys, isForeign } from './core/usecases/check-keys.ts';
import { followRoots } from './core/usecases/keys/follow-roots.ts';
import { digestAdminKey } from './core/usecases/operators/digest-admin-key.ts';
import { createGuessWatch } from './core/usecases/watch-guesses.ts';
import { adminKeyCheck, makeAdminKey } from './crypto/admin-key.ts';
import { createAesSealer } from './crypto/aes-sealer.ts';
import { type Argon2Hasher, createArgon2Hasher } from './crypto/argon2-hasher.ts';
import { createClientCrypto } from './crypto/client-crypto.ts';
import type { HashCost } from './crypto/hash-messages.ts';
import { createHmacSigner } from './crypto/hmac-signer.ts';
import type { Keyring } from './crypto/keyring.ts';
import { createTotpCodes } from './crypto/otpauth-codes.ts';
import { createPayloadCrypto } from './crypto/payload-crypto.ts';
import { createPinOpener } from './crypto/pin-opener.ts';
import { createPinSketch } from './crypto/pin-sketch.ts';
import { createRowCrypto } from './crypto/row-crypto.ts';
import { systemRandom } from './crypto/system-random.ts';
import { createTokenSealer } from './crypto/token-sealer.ts';
import { createTokenSigner } from './crypto/token-signer.ts';
import { createTrailCrypto } from './crypto/trail-crypto.ts';
import { createPasskeys } from './crypto/webauthn-passkeys.ts';
import { createWebhookSigner } from './crypto/webhook-signer.ts';
import type { Dialect } from './dialects/dialect.ts';
import { DIALECTS } from './dialects/registry.ts';
import { type Addresses, type Application, openApplication } from './http/application.ts';
import { DevClock } from './http/dev/dev-clock.ts';
import { readVersion } from './http/landing/read-version.ts';
import { notifiersOf } from './messages/notifiers-of.ts';
import { openMessages } from './messages/open-messages.ts';
import { readAsSent } from './messages/read-as-sent.ts';
import { TEMPLATES } from './messages/templates/catalogue.ts';
import { createLog, type Log } from './observability/log.ts';
import { type Observability, openObservability } from './observability/open-observability.ts';
import type { Tracer } from './observability/trace/tracer.ts';
import type { OutboxWorker } from './outbox/outbox-worker.ts';
import { isLoopbackAddress } from './outbox/private-networks.ts';
import type { Engine } from './storage/engine/engine.ts';
import { openPostgresEngine } from './storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from './storage/engine/sqlite/sqlite-engine.ts';
import { openStore, prepareDatabase } from './storage/store.ts';
import { openTrail } from './storage/trail/open-trail.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane; about 7 ms a PIN. */
export const DEFAULT_HASH_COST: HashCost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };

const SWEEP_EVERY_MS = 60_000;
const SIGN_TRAILS_EVERY_MS = 60_000;
/** How late other nodes hear of wrong PINs, and of a brake. */
const EXCHANGE_EVERY_MS = 2_000;
const EXPIRE_EVERY_MS = 1_000;
/** What an old copy of the database may be behind without being found out. */
const EPOCH_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 15_000;
const ADMIN_KEY_FILE = 'admin.key';
const CLOCK_LEAD_FILE = 'dev-clock';

export interface ComposeOptions {
  readonly config: Config;
  readonly mode: 'serve' | 'dev';
  readonly hashCost?: HashCost;
}

export type { Addresses };

/** A server ready to be started: everything concrete is chosen here and nowhere else. */
export interface Server extends Pick<Application, 'listen' | 'showDemo'> {
  readonly core: Core;
  readonly dialects: readonly Dialect[];
  readonly dataDir: DataDir;
  readonly adminKey: string;
  readonly log: Log;
  /** Stops taking requests, answers those under way, closes the database. */
  stop(): Promise<void>;
}

export async function compose({ config, mode, hashCost }: ComposeOptions): Promise<Server> {
  const log = createLog(config.logLevel);
  const dataDir = new DataDir(config.dataDir);
  const hasher = createArgon2Hasher({
    cost: hashCost ?? DEFAULT_HASH_COST,
    workers: availableParallelism(),
    places: config.hashPlaces,
  });
  const devClock = mode === 'dev' ? openDevClock(dataDir) : undefined;
  const wallClock = { now: () => Date.now() };
  const clock = devClock ?? wallClock;
  const observed = await observe({ config, hasher, clock, wallClock });
  const plainEngine = await openPlainEngine({ config, dataDir, hasher, observed });
  let noteWrite = () => {};
  const engine = watched(plainEngine, observed, () => noteWrite());
  try {
    const facts = await prepareDatabase(engine, { clock });
    const hasData = await hasKeys(facts);
    const { keyring, tenants, roots } = await openKeys(config, facts, log);
    const sealer = observed.sealer(createAesSealer(tenants));
    const followed = await followRoots({ store: facts, sealer, roots }, null);
    if (!followed.placed) warnOfPlace(roots, log);
    // Before anything is authenticated with these keys: foreign ones would find every row altered.
    await checkKeys({ facts, sealer }).catch((cause: unknown) => {
      if (!isForeign(cause)) throw cause;
      const advice =
        'Put back the keyring this data was written with: from its backup, or from a node that runs.';
      throw new Error(`The keyring ${roots.place} does not belong to the data. ${advice}`, {
        cause,
      });
    });
    const epoch = await openServerEpoch({
      ...{ config, keyring, engine: plainEngine, log, hasData },
    });
    noteWrite = epoch.note;
    const store = observed.store(await openRows({ engine, clock, keyring, observed, log }));
    const dialects = observed.dialects(DIALECTS);
    const webhooks = openWebhooks({
      ...{ store, clock, wallClock, log },
      random: systemRandom,
      signer: createWebhookSigner(tenants),
      render: (webhook, notice, at) => renderFor(dialects, webhook)?.(webhook, notice, at) ?? null,
      around: observed.delivery,
      reach: { allowPrivate: config.webhookNetworks, allowLoopback: mode === 'dev' },
    });
    const messages = openMessages({
      ...{ store, sealer, clock, log },
      random: systemRandom,
      notifiers: notifiersOf({
        ...{ smtp: config.smtpUrl, mailFrom: config.mailFrom, smsUrl: config.smsUrl },
        ...{ signSms: createHmacSigner(config.smsSecret), wallClock, inbox: mode === 'dev' },
      }),
      keepContents: mode === 'dev',
    });
    const adminKey = openAdminKey(config, dataDir);
    const trailCrypto = createTrailCrypto(keyring);
    const trail = await openTrail({
      engine,
      store,
      crypto: trailCrypto,
      clock,
      random: systemRandom,
    });
    const isUnlimited = (source: string) => mode === 'dev' && isLoopbackAddress(source);
    const guesses = createGuessWatch({
      ...{ store, clock, isUnlimited, random: systemRandom, sketch: createPinSketch() },
      later: (work) => void setImmediate(work),
      onRefused: observed.guessRefused,
      onFailure: (error) => log.error({ internal: String(error) }, 'guesses could not be told'),
    });
    const ports: Ports = {
      ...{ store, trail, trailCrypto, guesses, isUnlimited },
      receivers: webhooks.receivers,
      padUrl: () => config.padUrl || application.padUrl(),
      hasher: observed.hasher(hasher),
      ...{ sealer, roots },
      signer: createTokenSigner(tenants),
      tokenSealer: createTokenSealer(keyring),
      pinOpener: createPinOpener(tenants),
      payloadCrypto: createPayloadCrypto(),
      totp: createTotpCodes(),
      passkeys: createPasskeys(),
      adminKeyDigest: await digestAdminKey(sealer, adminKey),
      mustHaveSecondFactor: config.requireSecondFactor,
      clientCrypto: createClientCrypto(),
      clock,
      random: systemRandom,
      blocklist: loadBlocklist(),
      popularPasswords: popularPasswords(),
      images: loadSecurityImages(),
      channels: messages.channels,
    };
    // A brake that was on is on from the first guess.
    await guesses.exchange();
    const core = observed.core(createCore(ports));
    const application: Application = openApplication({
      ...{ config, core, ports, dialects, log, observed },
      isAdminKey: adminKeyCheck(adminKey),
      isMetricsKey: metricsKeyCheck(config, adminKey),
      messageTexts: TEMPLATES,
      ...(devClock && {
        devClock,
        renderMessage: (message: OutgoingMessage) => readAsSent({ store, sealer }, message),
      }),
    });
    const stopTurns = [
      everyTurn(SWEEP_EVERY_MS, () => store.sweep(clock.now()), log),
      everyTurn(SWEEP_EVERY_MS, () => shortenTrails({ store, trail, clock, log }), log),
      everyTurn(SIGN_TRAILS_EVERY_MS, () => signTrails({ trail, clock, log }), log),
      everyTurn(EXCHANGE_EVERY_MS, () => guesses.exchange(), log),
      everyTurn(EXPIRE_EVERY_MS, () => core.expireChallenges(), log),
      everyTurn(EPOCH_EVERY_MS, () => epoch.turn(), log),
      everyTurn(LOOK_EVERY_MS, () => observed.look(store), log),
    ];
    // Known before the first turn; one that fails is told of by the next.
    observed.look(store).catch(() => undefined);
    webhooks.worker.start();
    messages.worker.start();
    const workers = [webhooks.worker, messages.worker];
    const stopKeyWork = startKeyWork({
      ...{ core, ports, followed, log },
      node: systemRandom.id(),
      alone: engine.profile.exclusive,
    });
    const stop = () =>
      stopAll({
        ...{ application, workers, stopKeyWork, hasher, engine },
        ...{ epoch, stopTurns, observed, log },
      });
    const { listen, showDemo } = application;
    return { core, dialects, dataDir, adminKey, log, listen, showDemo, stop };
  } catch (error) {
    await hasher.close();
    await engine.close();
    throw error;
  }
}

interface RowParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly observed: Pick<Observability, 'damaged'>;
  readonly log: Log;
}

/** The store, whose rows are authenticated. The first start on older rows says how far it is. */
function openRows({ engine, clock, keyring, observed, log }: RowParts): Promise<Store> {
  return openStore(engine, {
    ...{ clock, rows: createRowCrypto(keyring), onDamage: observed.damaged },
    onOldRows: (table, done) => log.info({ table, done }, 'rows from before are authenticated'),
  });
}

interface EngineParts {
  readonly config: Config;
  readonly dataDir: DataDir;
  readonly hasher: Argon2Hasher;
  readonly observed: Pick<Observability, 'commit' | 'committed'>;
}

function watched(
  engine: Engine,
  { commit }: Pick<Observability, 'commit'>,
  onCommit: () => void,
): Engine {
  return {
    ...engine,
    commit: (operation) => {
      onCommit();
      return commit(() => engine.commit(operation));
    },
  };
}

async function openPlainEngine({
  config,
  dataDir,
  hasher,
  observed,
}: EngineParts): Promise<Engine> {
  const { databaseUrl, databaseConnections: writers } = config;
  try {
    // While all hash threads have work ahead, a quicker commit would only make the queue longer.
    const noHurry = () => hasher.saturated;
    if (databaseUrl.engine === 'postgres') {
      const { addresses } = databaseUrl;
      const watch = observed.committed;
      return await openPostgresEngine({ addresses, writers, noHurry, watch });
    }
    return openSqliteEngine(dataDir.path, noHurry, observed.committed);
  } catch (error) {
    await hasher.close();
    throw error;
  }
}

interface Parts {
  readonly application: Application;
  readonly hasher: Argon2Hasher;
  readonly engine: Engine;
  readonly epoch: EpochTurns;
  readonly workers: readonly Pick<OutboxWorker, 'stop'>[];
  readonly stopTurns: readonly (() => void)[];
  readonly stopKeyWork: () => Promise<void>;
  readonly observed: Pick<Observability, 'close'>;
  readonly log: Log;
}

async function stopAll(parts: Parts): Promise<void> {
  const { application, workers, hasher, engine, epoch, stopTurns, stopKeyWork, observed, log } =
    parts;
  for (const stopTurn of stopTurns) stopTurn();
  await application.close();
  await Promise.all([...workers.map((worker) => worker.stop()), stopKeyWork()]);
  await hasher.close();
  // What was written last must not be missed in a copy that is put back while no server runs.
  await epoch.turn().catch((error: unknown) => {
    log.error({ internal: String(error) }, 'the epoch was not raised at the end');
  });
  await engine.close();
  await observed.close();
  await log.finish();
}

interface ObservedParts {
  readonly config: Config;
  readonly hasher: Argon2Hasher;
  readonly clock: Clock;
  readonly wallClock: Clock;
}

async function observe({ config, hasher, clock, wallClock }: ObservedParts) {
  const version = readVersion();
  return openObservability({
    node: { version, engine: config.databaseUrl.engine, runtime: process.version },
    tenantsNamed: config.metricsTenants,
    places: { taken: () => hasher.taken, max: config.hashPlaces },
    ...{ clock, wallClock, tracer: await openTracer(config, version) },
  });
}

/** What traces are made with is loaded where they are asked for, and nowhere else. */
async function openTracer(config: Config, version: string): Promise<Tracer | null> {
  if (config.otlpUrl === '') return null;
  const tracing = await import('./observability/trace/open-tracer.ts');
  return tracing.openTracer({ url: config.otlpUrl, share: config.traceShare, version });
}

/** Who may administer may look as well. */
function metricsKeyCheck({ metricsKey }: Config, adminKey: string) {
  const isAdminKey = adminKeyCheck(adminKey);
  const isMetricsKey = metricsKey === '' ? () => false : adminKeyCheck(metricsKey);
  return (presented: string) => isMetricsKey(presented) || isAdminKey(presented);
}

function renderFor(dialects: readonly Dialect[], { dialect }: Webhook): Dialect['renderNotice'] {
  return dialects.find(({ name }) => name === dialect)?.renderNotice;
}

function openAdminKey(config: Config, dataDir: DataDir): string {
  if (config.adminKey !== '') return config.adminKey;
  const kept = dataDir.read(ADMIN_KEY_FILE)?.trim();
  if (kept) return kept;
  const made = makeAdminKey();
  dataDir.write(ADMIN_KEY_FILE, `${made}\n`);
  return made;
}

function openDevClock(dataDir: DataDir): DevClock {
  return new DevClock({
    load: () => Number(dataDir.read(CLOCK_LEAD_FILE) ?? 0),
    save: (leadMs) => dataDir.write(CLOCK_LEAD_FILE, String(leadMs)),
  });
}
