import { type Addresses, compose, type Server } from '../compose.ts';
import { endOnCrash, forgetSecrets, guardProcess } from '../config/guard-process.ts';
import { loadConfig, type SettingTexts } from '../config/load-config.ts';
import { PRODUCTION_MARK } from './production-mark.ts';

export interface RunOptions {
  readonly mode: 'serve' | 'dev';
  readonly flags: SettingTexts;
  /** Runs once requests are served, before the ready line. */
  readonly prepare?: (server: Server, addresses: Addresses) => Promise<void>;
}

/** Credentials of the demo tenant, in the data directory. */
export const DEMO_FILE = 'demo.json';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const DRAIN_MAX_MS = 20_000;

/** Starts the server, says so in one line on stdout, and drains on the first stop signal. */
export async function runServer({ mode, flags, prepare }: RunOptions): Promise<void> {
  const advice = mode === 'serve' ? guardProcess() : [];
  const config = loadConfig(flags);
  forgetSecrets();
  endOnCrash();
  // Database, keyring and credentials are for this user alone, whatever the directory allows.
  process.umask(0o077);
  const server = await compose({ config, mode });
  stopOnSignal(server);
  for (const each of advice) server.log.warn({ advice: each }, 'memory is not kept from others');
  if (mode === 'serve') markProduction(server);
  const addresses = await startServing(server, prepare);
  process.stdout.write(`pintumbler ready ${addresses.baseUrl} pad ${addresses.padUrl}\n`);
}

function markProduction({ dataDir, log }: Server): void {
  dataDir.write(PRODUCTION_MARK, 'pintumbler serve ran here: pintumbler dev does not.\n');
  if (dataDir.read(DEMO_FILE) === undefined) return;
  const advice = 'its tenant "demo" has PINs and keys in demo.json: suspend it or use other data';
  log.warn({ advice }, 'this data directory was used by the demo server');
}

/** A start that fails half-way, on a taken port for one, must not stay up holding the data. */
async function startServing(server: Server, prepare: RunOptions['prepare']): Promise<Addresses> {
  try {
    const addresses = await server.listen();
    await prepare?.(server, addresses);
    return addresses;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function stopOnSignal({ log, stop }: Server): void {
  let stopping = false;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'draining');
      // Whoever waits for us must not wait for ever: a stuck request does not hold the exit.
      setTimeout(() => process.exit(1), DRAIN_MAX_MS).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ internal: String(error) }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}
