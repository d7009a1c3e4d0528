import { rmSync } from 'node:fs';
import { compose } from '../../packages/server/src/compose.ts';
import { loadConfig } from '../../packages/server/src/config/load-config.ts';
import { fillCredentials } from './fill-credentials.ts';
import { type BenchServerOptions, CHEAPEST, type Figures, type FromServer } from './messages.ts';
import { seedMixin } from './seed-mixin.ts';
import { seedSubjects, seedTenant } from './seed-subjects.ts';
import { commitAlone, countCommits } from './watch-commits.ts';

// The server under test, in a process of its own: production's composition, with subjects in it.
// Its log goes to stderr at the level of production; whoever started it reads or keeps that.
const options = JSON.parse(process.argv[2] ?? '') as BenchServerOptions;
const commits = countCommits();
if (options.commitAlone) commitAlone();

const config = loadConfig({ 'data-dir': options.dataDir, port: '0', 'pad-port': '0' }, {});
// A stored hash names its own cost, so other servers than the measured one can make the PINs.
const first = await compose({ config, mode: 'serve', hashCost: CHEAPEST });
const { call, apiKey } = await seedTenant(first.core);
await seedSubjects(first.core, call, options.cheapSubjects);
const { tip = 0, cheapDigits = 0, digits = 0 } = options.mixinUsers ?? {};
const mixinTokens = {
  ...(await seedMixin(first.core, call, 'tip', tip)),
  ...(await seedMixin(first.core, call, 'cheapDigits', cheapDigits)),
};
await first.stop();
if (options.fillTo !== undefined) {
  fillCredentials(first.dataDir.file('pintumbler.db'), options);
}

const second = await compose({ config, mode: 'serve' });
await seedSubjects(second.core, call, options.subjects);
Object.assign(mixinTokens, await seedMixin(second.core, call, 'digits', digits));
await second.stop();

// A right PIN whose hash is cheaper than new ones is hashed anew: here none is, so each stays as it is.
const server = await compose({ config, mode: 'serve', hashCost: CHEAPEST });
const { baseUrl } = await server.listen();

process.on('message', () => tell({ type: 'figures', ...figures() }));
// Nobody is left to measure for, nor to clear up: the bench ended or died.
process.on('disconnect', () => {
  rmSync(options.dataDir, { recursive: true, force: true, maxRetries: 3 });
  process.exit();
});
const port = Number(new URL(baseUrl).port);
tell({ type: 'ready', port, apiKey, places: config.hashPlaces, mixinTokens });

function figures(): Figures {
  const { user, system } = process.cpuUsage();
  const rssMb = process.memoryUsage.rss() / 1e6;
  return { commits: commits(), cpuSeconds: (user + system) / 1e6, rssMb };
}

function tell(message: FromServer): void {
  process.send?.(message);
}
