import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SETTINGS } from '../../packages/server/src/config/settings.ts';
import { SETTINGS_FILE } from '../checks/check-settings-docs.mjs';
import { root } from '../workspace/root.mjs';
import { settingsMarkdown } from './settings-markdown.mjs';

// `node tools/docs/write-settings.mjs` writes the page, `--print` shows it. Imports the server's
// sources as they are, so it runs on the Node that the workspace brings, not on an older one.
const markdown = settingsMarkdown(Object.values(SETTINGS));
if (process.argv.includes('--print')) {
  process.stdout.write(markdown);
} else {
  const file = join(root, SETTINGS_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, markdown);
}
