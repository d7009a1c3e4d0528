import { join, relative } from 'node:path';
import { packPackages } from './pack/pack-packages.mjs';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { say } from './workspace/say.mjs';

// `npm run pack`: builds what changed, and writes the tarballs that are published.
await ensureInstalled();
await ensureBuilt();
for (const path of Object.values(packPackages(join(root, 'dist'))))
  say(`packed ${relative(root, path)}`);
