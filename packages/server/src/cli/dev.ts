import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../config/load-config.ts';
import { readFlags, withSettings } from './flags.ts';
import { PRODUCTION_MARK } from './production-mark.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Demo tenant, message inbox and clock control: for one person on their own machine. */
export function addDev(program: Command): void {
  const description = 'run the demo server: demo tenant, message inbox, clock control';
  withSettings(program.command('dev').description(description)).action(async (options) => {
    const flags = readFlags(options);
    const { host, dataDir } = loadConfig(flags);
    refuseProduction(dataDir);
    if (!LOOPBACK.includes(host)) {
      throw new Error(
        `pintumbler dev listens on loopback only, not on ${host}: its inbox shows every code. ` +
          'Use pintumbler serve for anything others can reach.',
      );
    }
    const { runServer } = await import('./run-server.ts');
    const { seedDemo } = await import('./seed-demo.ts');
    await runServer({ mode: 'dev', flags, prepare: seedDemo });
  });
}

function refuseProduction(dataDir: string): void {
  if (!existsSync(join(dataDir, PRODUCTION_MARK))) return;
  throw new Error(
    `pintumbler serve ran on ${dataDir}, and dev mode would show its people's codes. ` +
      'Use another directory with --data-dir.',
  );
}
