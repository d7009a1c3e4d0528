import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runStep } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './root.mjs';
import { findRuntime } from './runtime.mjs';
import { say, took } from './say.mjs';
import { addCounts, NO_TESTS, readTestReport, summaryLine } from './test-report.mjs';
import { testRuns } from './test-runs.mjs';

/** Runs tests on one engine after the other, says how each ended, and sets our exit code. */
export async function runTests(args, { everything }) {
  await ensureInstalled();
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const ended = [];
  for (const run of testRuns(args, { everything })) {
    say(`running ${run.what} on ${run.engine}`);
    const report = join(folder, `${ended.length}.json`);
    ended.push({ ...run, ...(await runVitest(run.args, report)) });
  }
  for (const { what, engine, counts, took: time } of ended) {
    say(`${what} on ${engine}: ${counts ? summaryLine(counts) : 'no results'} in ${time}`);
  }
  const total = ended.map(({ counts }) => counts ?? NO_TESTS).reduce(addCounts);
  const whole = ended.every(({ code, counts }) => code === 0 && counts !== undefined);
  process.exitCode = whole && total.passed > 0 && total.failed === 0 ? 0 : 1;
  if (total.passed + total.failed === 0) say('no test ran, and that counts as a failure');
  // Scripts read this: alone on its line, the last thing printed.
  process.stdout.write(`${summaryLine(total)}\n`);
}

async function runVitest(args, report) {
  const startedAt = Date.now();
  const { code } = await runStep(
    findRuntime(),
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, show: 'inherit' },
  );
  const counts = readTestReport(report);
  if (!counts) say(`vitest ended with exit code ${code} and left no report`);
  else if (code && counts.failed === 0) say(`vitest ended with exit code ${code}: see above`);
  return { code, counts, took: took(startedAt) };
}
