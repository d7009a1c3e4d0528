import { existsSync, readFileSync } from 'node:fs';

/**
 * Counts what vitest wrote in its JSON report, test by test; undefined when there is none, for a
 * run that broke off has no results to speak of. A file that could not even be loaded has no
 * tests in the report and would pass unnoticed, so it counts as one failure.
 */
export function readTestReport(path) {
  if (!existsSync(path)) return undefined;
  const counts = { ...NO_TESTS };
  for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const states = file.assertionResults.map((test) => test.status);
    counts.passed += states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length;
  }
  return counts;
}

export const NO_TESTS = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** `12 passed, 0 failed`, with `, 3 skipped` only when there is something to say about it. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
