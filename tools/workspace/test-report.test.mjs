import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTree } from '../checks/fixture.mjs';
import { addCounts, NO_TESTS, readTestReport, summaryLine } from './test-report.mjs';

function countsOf(testResults) {
  const tree = makeTree({ 'report.json': JSON.stringify({ testResults }) });
  return readTestReport(join(tree, 'report.json'));
}

const file = (status, ...states) => ({
  status,
  assertionResults: states.map((state) => ({ status: state })),
});

it('counts every test once', () => {
  const counts = countsOf([
    file('passed', 'passed', 'passed', 'skipped', 'todo'),
    file('failed', 'passed', 'failed', 'pending'),
  ]);
  expect(counts).toEqual({ passed: 3, failed: 1, skipped: 3 });
  expect(summaryLine(counts)).toBe('3 passed, 1 failed, 3 skipped');
});

it('counts a file that could not be loaded as a failure', () => {
  const counts = countsOf([file('failed'), file('passed', 'passed')]);
  expect(summaryLine(counts)).toBe('1 passed, 1 failed');
});

it('has no results for a run that left no report', () => {
  expect(readTestReport(join(makeTree({}), 'report.json'))).toBeUndefined();
});

it('adds up what several runs came to', () => {
  const [one, other] = [
    countsOf([file('passed', 'passed', 'skipped')]),
    countsOf([file('failed')]),
  ];
  expect([NO_TESTS, one, other].reduce(addCounts)).toEqual({ passed: 1, failed: 1, skipped: 1 });
});
