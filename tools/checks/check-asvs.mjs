import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASVS_LEVELS } from './asvs-levels.mjs';
import { titlesIn } from './test-titles.mjs';

const PAGE = 'docs/reference/asvs.md';
const TESTS = 'packages/server/test';
const ROW = /^\| (V[\d.]+) \| (\d) \| ([^|]+) \| ([^|]+) \|$/;
const NUMBER = /\bV\d+\.\d+\.\d+\b/g;
/** A file, and in quotes behind it what the titles of the tests meant begin with or hold. */
const FILE = /`([\w@./-]+\.(?:ts|mjs|tsx))`((?:,? "[^"]+")*)/g;
const TITLE = /"([^"]+)"/g;
const OPEN = /\*\*(?:in part|not met)\*\*/i;
/** What shows a row: a test, a document, a command, or somebody else's part. */
const SHOWN = /`[\w@./-]+\.(?:ts|mjs|tsx)`|\]\([^)]+\)|`npm run \w+`|\*\*yours\*\*/;

/**
 * Whether the page about ASVS names every requirement of level 1 and 2 once, with its level, says of
 * each what shows it, names only files and titles of tests that are there, and lists what is open.
 */
export function checkAsvs(root, levels = ASVS_LEVELS) {
  if (!existsSync(join(root, PAGE))) return [`${PAGE} is missing`];
  const text = readFileSync(join(root, PAGE), 'utf8');
  const rows = text
    .split('\n')
    .map((line) => ROW.exec(line))
    .filter((row) => row !== null);
  const excluded = numbersIn(text, 'Does not apply');
  return [
    ...missingAndExtra(wanted(levels), [...rows.map(([, number]) => number), ...excluded]),
    ...rows
      .filter(([, number, level]) => wanted(levels).get(number) !== level)
      .map(([, number, level]) => `${PAGE}: ${number} is not on level ${level}`),
    ...rows
      .filter(([, , , , how]) => !SHOWN.test(how))
      .map(([, number]) => `${PAGE}: ${number} names nothing that shows it`),
    ...wrongSummary(rows, numbersIn(text, 'Not met')),
    ...rows.flatMap(([line, number]) => wrongFiles(root, line, number)),
  ];
}

/** The numbers in all paragraphs that begin with these words. */
function numbersIn(text, words) {
  const paragraphs = text.split(/\n\s*\n/).filter((each) => each.startsWith(words));
  return paragraphs.flatMap((each) => each.match(NUMBER) ?? []);
}

/** Nobody has to look through 250 rows for what is open. */
function wrongSummary(rows, named) {
  const open = rows.filter(([, , , , how]) => OPEN.test(how)).map(([, number]) => number);
  return [
    ...open
      .filter((number) => !named.includes(number))
      .map((number) => `${PAGE}: ${number} is open, and the list at the top does not say so`),
    ...named
      .filter((number) => !open.includes(number))
      .map((number) => `${PAGE}: ${number} is not open, and the list at the top says so`),
  ];
}

function wanted(levels) {
  const numbered = Object.entries(levels).flatMap(([section, each]) =>
    [...each].map((level, index) => [`${section}.${index + 1}`, level]),
  );
  return new Map(numbered.filter(([, level]) => level !== '0'));
}

function missingAndExtra(levels, named) {
  const missing = [...levels.keys()].filter((number) => !named.includes(number));
  const twice = named.filter((number, index) => named.indexOf(number) !== index);
  return [
    ...missing.map((number) => `${PAGE}: ${number} is not on the page`),
    ...twice.map((number) => `${PAGE}: ${number} is there twice`),
  ];
}

function wrongFiles(root, line, number) {
  return [...line.matchAll(FILE)].flatMap(([, file, quoted]) => {
    const path = [join(root, file), join(root, TESTS, file)].find((each) => existsSync(each));
    if (path === undefined) return [`${PAGE}: ${number} names ${file}, which is not there`];
    const titles = titlesIn(readFileSync(path, 'utf8'));
    return [...quoted.matchAll(TITLE)]
      .filter(([, title]) => !titles.some((each) => each.includes(title)))
      .map(([, title]) => `${PAGE}: ${number}: no test in ${file} says "${title}"`);
  });
}
