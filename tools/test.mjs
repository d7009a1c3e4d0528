import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { runStep } from './workspace/child.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { findRuntime } from './workspace/runtime.mjs';
import { say } from './workspace/say.mjs';
import { readTestReport, summaryLine } from './workspace/test-report.mjs';

// `npm test`: the whole suite, or what the arguments select (`npm test -- packages/server/test`).
await ensureInstalled();
await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'pintumbler-test-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const report = join(folder, 'report.json');
const runtime = findRuntime();
say('running the tests');
const { code } = await runStep(
  runtime,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, show: 'inherit' },
);

const counts = readTestReport(report);
process.exitCode = code || (counts && counts.passed > 0 && counts.failed === 0 ? 0 : 1);
if (!counts) {
  say(`vitest ended with exit code ${code} and left no report: no test results to count`);
} else {
  if (counts.passed + counts.failed === 0) say('no test ran, and that counts as a failure');
  else if (code && counts.failed === 0) say(`vitest ended with exit code ${code}: see above`);
  // Scripts read this: alone on its line, the last thing printed.
  process.stdout.write(`${summaryLine(counts)}\n`);
}
