import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASVS_LEVELS } from './asvs-levels.mjs';

const PAGE = 'docs/reference/asvs.md';
const TESTS = 'packages/server/test';
const ROW = /^\| (V[\d.]+) \| (\d) \| ([^|]+) \| ([^|]+) \|$/;
const NUMBER = /\bV\d+\.\d+\.\d+\b/g;
const FILE = /`([\w@./-]+\.(?:ts|mjs))`/g;

/**
 * Whether the page about ASVS names every requirement of level 1 and 2 once, with its level, and only
 * files that are there.
 */
export function checkAsvs(root, levels = ASVS_LEVELS) {
  if (!existsSync(join(root, PAGE))) return [`${PAGE} is missing`];
  const lines = readFileSync(join(root, PAGE), 'utf8').split('\n');
  const rows = lines.map((line) => ROW.exec(line)).filter((row) => row !== null);
  const excluded = lines
    .filter((line) => !line.startsWith('|'))
    .flatMap((line) => line.match(NUMBER) ?? []);
  return [
    ...missingAndExtra(wanted(levels), [...rows.map(([, number]) => number), ...excluded]),
    ...rows
      .filter(([, number, level]) => wanted(levels).get(number) !== level)
      .map(([, number, level]) => `${PAGE}: ${number} is not on level ${level}`),
    ...rows.flatMap(([line, number]) => missingFiles(root, line, number)),
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

function missingFiles(root, line, number) {
  return [...line.matchAll(FILE)]
    .map(([, file]) => file)
    .filter((file) => !existsSync(join(root, file)) && !existsSync(join(root, TESTS, file)))
    .map((file) => `${PAGE}: ${number} names ${file}, which is not there`);
}
