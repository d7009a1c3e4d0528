import { runBiome } from './workspace/biome.mjs';
import { ensureInstalled } from './workspace/install.mjs';

// `npm run format`: formats, sorts imports and applies the linter's safe fixes.
await ensureInstalled();
const { code } = await runBiome(['check', '--write', ...process.argv.slice(2)], 'inherit');
process.exitCode = code;
