import { expect, it } from 'vitest';
import { checkDependencies } from './check-dependencies.mjs';
import { makeTree } from './fixture.mjs';

const GOOD = { version: '1.0.0', license: 'MIT', integrity: 'sha512-AA==' };

/** A repository whose server needs `good`, with these other packages in its lockfile. */
function problems({ packages = {}, allowScripts = {}, reasons = '`good` is good' }) {
  const lock = {
    'packages/server': { dependencies: { good: '^1.0.0' } },
    'packages/web': {},
    'node_modules/good': GOOD,
    ...packages,
  };
  const tree = makeTree({
    'package.json': JSON.stringify({ allowScripts }),
    'package-lock.json': JSON.stringify({ packages: lock }),
    'docs/decisions/0001-libraries.md': reasons,
  });
  return checkDependencies(tree, () => undefined);
}

it('has nothing to say about a package with digest, licence and reason', () => {
  expect(problems({})).toEqual([]);
});

it('finds what no digest vouches for, also where only tests use it', () => {
  const packages = { 'node_modules/tool': { version: '1.0.0', dev: true } };
  expect(problems({ packages })).toEqual([
    'package-lock.json: node_modules/tool has no SHA-512 digest',
  ]);
});

it('wants a decision on each install script', () => {
  const packages = { 'node_modules/tool': { ...GOOD, hasInstallScript: true } };
  expect(problems({ packages })).toHaveLength(1);
  expect(problems({ packages, allowScripts: { tool: false } })).toEqual([]);
});

it('lets nothing that runs while it is installed reach a server, whatever was decided', () => {
  const packages = { 'node_modules/good': { ...GOOD, hasInstallScript: true } };
  expect(problems({ packages, allowScripts: { good: true } })).toEqual([
    'good@1.0.0 would run a script wherever the server is installed',
  ]);
});

it('finds a licence that binds users, however far away the package is', () => {
  const packages = {
    'node_modules/good': { ...GOOD, optionalDependencies: { deep: '1' } },
    'node_modules/good/node_modules/deep': { ...GOOD, license: 'AGPL-3.0-only' },
  };
  expect(problems({ packages })).toEqual([
    'deep@1.0.0 is under AGPL-3.0-only, which is not on the list of those that may reach users',
  ]);
});

it('wants a reason for each package that was chosen', () => {
  expect(problems({ reasons: 'none' })).toEqual([
    'no decision in docs/decisions says why good is used',
  ]);
});

it('refuses a lockfile that lacks something', () => {
  const packages = { 'node_modules/good': { ...GOOD, dependencies: { gone: '1' } } };
  expect(() => problems({ packages })).toThrow('lacks gone');
});
