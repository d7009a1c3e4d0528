import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace/root.mjs';

/**
 * Writes a generated page, or shows it with `--print`. The writers import the server's sources as
 * they are, so they run on the Node that the workspace brings, not on an older one.
 */
export function writePage(page, markdown) {
  if (process.argv.includes('--print')) {
    process.stdout.write(markdown);
    return;
  }
  const file = join(root, page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, markdown);
}
