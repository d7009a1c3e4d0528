import { rmSync } from 'node:fs';
import { compose } from '../../packages/server/src/compose.ts';
import { loadConfig } from '../../packages/server/src/config/load-config.ts';
import type { Config } from '../../packages/server/src/config/settings.ts';
import { countCommits } from './count-commits.ts';
import { fillCredentials } from './fill/fill-credentials.ts';
import { type BenchServerOptions, CHEAPEST, type FromServer } from './messages.ts';
import { type MixinTokens, seedMixin } from './seed-mixin.ts';
import { seedSubjects, seedTenant } from './seed-subjects.ts';
import { NEIGHBOUR } from './subjects.ts';

/**
 * Runs production's composition with subjects in it, and tells whoever started it how to reach it.
 * The log goes to stderr at the level of production; whoever started it reads or keeps that.
 */
export async function serveBench(options: BenchServerOptions): Promise<void> {
  const commits = countCommits();
  const { dataDir, databaseUrl = '', beside } = options;
  const texts = { 'data-dir': dataDir, 'database-url': databaseUrl, port: '0', 'pad-port': '0' };
  const config = loadConfig(beside ? { ...texts, keyring: beside.keyring } : texts, {});
  const seeded = beside
    ? { ...beside, neighbourKey: '', mixinTokens: {} }
    : await seed(config, options);

  // A right PIN whose hash is cheaper than new ones is hashed anew: here none is, so each stays.
  const server = await compose({ config, mode: 'serve', hashCost: CHEAPEST });
  const { baseUrl } = await server.listen();

  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const rssMb = process.memoryUsage.rss() / 1e6;
    tell({ type: 'figures', commits: commits(), cpuSeconds: (user + system) / 1e6, rssMb });
  });
  // Nobody is left to measure for, nor to clear up: the bench ended or died.
  process.on('disconnect', () => {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    process.exit();
  });
  const port = Number(new URL(baseUrl).port);
  const { apiKey, neighbourKey, mixinTokens } = seeded;
  const places = config.hashPlaces;
  tell({ type: 'ready', port, apiKey, neighbourKey, places, mixinTokens });
}

/** A stored hash names its own cost, so a first server can make PINs that are cheap to check. */
async function seed(config: Config, options: BenchServerOptions) {
  const { tip = 0, cheapDigits = 0, digits = 0 } = options.mixinUsers ?? {};
  const cheap = await compose({ config, mode: 'serve', hashCost: CHEAPEST });
  const { call, apiKey } = await seedTenant(cheap.core);
  const neighbour = await seedTenant(cheap.core, NEIGHBOUR);
  await seedSubjects(cheap.core, call, options.cheapSubjects);
  const cheapTokens: MixinTokens = {
    ...(await seedMixin(cheap.core, call, 'tip', tip)),
    ...(await seedMixin(cheap.core, call, 'cheapDigits', cheapDigits)),
  };
  await cheap.stop();
  if (options.fillTo !== undefined) await fillCredentials(options);

  const usual = await compose({ config, mode: 'serve' });
  await seedSubjects(usual.core, call, options.subjects);
  await seedSubjects(usual.core, neighbour.call, options.neighbours ?? []);
  const tokens = await seedMixin(usual.core, call, 'digits', digits);
  await usual.stop();
  return { apiKey, neighbourKey: neighbour.apiKey, mixinTokens: { ...cheapTokens, ...tokens } };
}

function tell(message: FromServer): void {
  process.send?.(message);
}
