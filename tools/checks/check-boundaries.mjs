import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';
import {
  ENVIRONMENT_ONLY_IN,
  isAllowed,
  MAY_IMPORT,
  NO_PACKAGES,
  ONLY_IN,
  zoneOf,
} from './boundary-table.mjs';
import { importsOf } from './imports.mjs';
import { layersOf, lineAt } from './source-layers.mjs';

const SOURCE = 'packages/server/src';
const TEST = /\.test\.tsx?$/;
const ENVIRONMENT = /\bprocess\s*\??\.\s*env\b|\bprocess\s*\??\.?\s*\[/g;

/** Imports and uses of the environment that the table in boundary-table.mjs does not allow. */
export function checkBoundaries(root) {
  return listFiles(root, SOURCE)
    .filter((file) => /\.[cm]?tsx?$/.test(file))
    .flatMap((file) => {
      const path = file.slice(SOURCE.length + 1);
      const zone = zoneOf(path);
      // Tests reach for whatever they need, except that those of a pure zone stay pure.
      if (TEST.test(path) && !NO_PACKAGES[zone]) return [];
      if (!MAY_IMPORT[zone.split(':')[0]]) {
        return [`${file}: ${zone} has no place in tools/checks/boundary-table.mjs`];
      }
      const source = readFileSync(join(root, file), 'utf8');
      const found = importsOf(source)
        .map((one) => ({ line: one.line, why: importProblem(root, path, one) }))
        .concat(environmentProblems(source, path))
        .filter((one) => one.why);
      return found.map((one) => `${file}:${one.line} ${one.why}`);
    });
}

function importProblem(root, path, { specifier, typeOnly }) {
  const zone = zoneOf(path);
  if (!specifier.startsWith('.')) return packageProblem(path, zone, specifier);
  const target = posix.normalize(posix.join(dirname(path), specifier));
  if (target.startsWith('..')) {
    return MAY_IMPORT[zone]?.includes('*')
      ? undefined
      : `${zone} must not import ${specifier}, which lies outside ${SOURCE}`;
  }
  const file = existsSync(join(root, SOURCE, target)) ? target : target.replace(/\.js$/, '.ts');
  const to = zoneOf(file);
  if (isAllowed(zone, to, typeOnly)) return undefined;
  const onlyType = isAllowed(zone, to, true) ? ' (only its types: import type)' : '';
  return `${zone} must not import ${to}: ${specifier}${onlyType}`;
}

function packageProblem(path, zone, specifier) {
  if (/^(#|@pintumbler\/server)/.test(specifier)) {
    return `import ${specifier} by its relative path: an alias hides whose file it is`;
  }
  const pure = NO_PACKAGES[zone];
  if (pure && !(TEST.test(path) && pure.inTests.includes(specifier))) {
    return `${zone} imports no packages and no node: modules: ${specifier}`;
  }
  const name = specifier === 'crypto' || specifier === 'sqlite' ? `node:${specifier}` : specifier;
  const home = ONLY_IN.find((rule) => rule.packages.test(name))?.zone;
  return home && home !== zone
    ? `${specifier} belongs in ${home}/ only, not in ${zone}`
    : undefined;
}

function environmentProblems(source, path) {
  const zone = zoneOf(path);
  if (zone === ENVIRONMENT_ONLY_IN || TEST.test(path)) return [];
  const why = `${zone} must not read the environment; take a setting from ${ENVIRONMENT_ONLY_IN}/`;
  const imported = importsOf(source).filter((one) => /^(node:)?process$/.test(one.specifier));
  return [
    ...[...layersOf(source).code.matchAll(ENVIRONMENT)].map((match) => ({
      line: lineAt(source, match.index),
      why,
    })),
    ...imported.map(({ line }) => ({ line, why: `${why} (use the global process for the rest)` })),
  ];
}
