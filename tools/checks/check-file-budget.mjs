import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';

/** Lines, as style-anchors.md section 1 sets them: a file is something one reads in one go. */
const BUDGET = { median: 80, p95: 250, longest: 400, testP95: 400 };

const HAND_WRITTEN =
  /^(packages\/[^/]+\/(src|test)|tools|bench|model|faults|attack)\/.+\.(ts|tsx|mjs|css)$/;
const GENERATED = /\.generated\.|\/generated\//;
const TEST = /\.test\.[a-z]+$|^packages\/[^/]+\/test\//;

/** Budgets that the hand-written sources under `root` exceed; `say` hears the numbers. */
export function checkFileBudget(root, say = () => {}) {
  const files = listFiles(root)
    .filter((file) => HAND_WRITTEN.test(file) && !GENERATED.test(file))
    .map((file) => ({ file, lines: countLines(readFileSync(join(root, file), 'utf8')) }))
    .sort((a, b) => a.lines - b.lines);
  const sources = files.filter(({ file }) => !TEST.test(file));
  const tests = files.filter(({ file }) => TEST.test(file));
  const measured = {
    median: percentile(sources, 50),
    p95: percentile(sources, 95),
    testP95: percentile(tests, 95),
  };
  say(
    `${sources.length} files: median ${measured.median} (< ${BUDGET.median}), p95 ${measured.p95} ` +
      `(< ${BUDGET.p95}), longest ${sources.at(-1)?.lines ?? 0} (<= ${BUDGET.longest}) lines; ` +
      `${tests.length} test files: p95 ${measured.testP95} (< ${BUDGET.testP95})`,
  );
  return [
    ...overBudget('median of the source files', measured.median, BUDGET.median, []),
    ...overBudget('95th percentile of the source files', measured.p95, BUDGET.p95, sources),
    ...overBudget('95th percentile of the test files', measured.testP95, BUDGET.testP95, tests),
    ...sources
      .filter(({ lines }) => lines > BUDGET.longest)
      .map(({ file, lines }) => `${file} has ${lines} lines; no file goes over ${BUDGET.longest}`),
  ];
}

function overBudget(what, measured, limit, files) {
  if (measured < limit) return [];
  const over = files.filter(({ lines }) => lines >= limit).reverse();
  const longest = over.map(({ file, lines }) => `${file} (${lines})`).join(', ');
  return [`${what} is ${measured} lines, must stay under ${limit}${longest && `: ${longest}`}`];
}

function countLines(text) {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** Nearest rank, so that the answer is the length of a file one can open. */
function percentile(sorted, percent) {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]?.lines ?? 0;
}
