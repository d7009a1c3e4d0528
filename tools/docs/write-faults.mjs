import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FAULT_CODES } from '../../packages/server/src/core/fault.ts';
import { FAULT_GUIDE } from '../../packages/server/src/dialects/fault-guide.ts';
import { statusOf } from '../../packages/server/src/dialects/problem.ts';
import { FAULTS_FILE } from '../checks/check-fault-docs.mjs';
import { root } from '../workspace/root.mjs';
import { faultsMarkdown } from './faults-markdown.mjs';

// `node tools/docs/write-faults.mjs` writes the page, `--print` shows it. Imports the server's
// sources as they are, so it runs on the Node that the workspace brings, not on an older one.
const faults = FAULT_CODES.map((code) => {
  return { code, status: statusOf({ code }), guide: FAULT_GUIDE[code] };
});
const markdown = faultsMarkdown(faults);
if (process.argv.includes('--print')) {
  process.stdout.write(markdown);
} else {
  const file = join(root, FAULTS_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, markdown);
}
