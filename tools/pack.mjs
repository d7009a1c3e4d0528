import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packElsewhere } from './pack/pack-elsewhere.mjs';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { giveUp, say } from './workspace/say.mjs';

// `npm run pack`: builds what changed, and writes the tarballs that are published, with their bill of
// materials. `npm run pack -- --verify` makes them once more from a clone, and compares.
await ensureInstalled();
await ensureBuilt();
// Not before they are installed: it needs packages of others.
const { packPackages } = await import('./pack/pack-packages.mjs');
const { digests, ...packed } = packPackages(join(root, 'dist'));
for (const path of [...Object.values(packed), digests]) say(`packed ${relative(root, path)}`);
if (process.argv.includes('--verify')) {
  const ours = readFileSync(digests, 'utf8');
  const theirs = await packElsewhere().catch((error) => giveUp(error.message));
  if (ours !== theirs) {
    giveUp(
      `A clone of the last commit packs to other bytes. Here:\n${ours}There:\n${theirs}` +
        'Commit or undo what git status shows, and run npm run build; then try again.',
    );
  }
  say('a clone of the last commit, installed and built elsewhere, packs to the same bytes');
}
