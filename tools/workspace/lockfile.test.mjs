import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTree } from '../checks/fixture.mjs';
import { reasonToInstall, stampInstalled } from './lockfile.mjs';

const lockfile = (packages) => JSON.stringify({ packages: { '': {}, ...packages } });
const a1 = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } };
const a2 = { 'node_modules/a': { version: '2.0.0', integrity: 'y' } };
const elsewhere = { 'node_modules/b-win32': { version: '1.0.0', optional: true } };

const treeWith = (wanted, present) =>
  makeTree({
    'package-lock.json': lockfile(wanted),
    'node_modules/.package-lock.json': lockfile(present),
  });

describe('whether to install', () => {
  it('is clear when there is no node_modules', () => {
    expect(reasonToInstall(makeTree({ 'package-lock.json': lockfile(a1) }))).toMatch(/nothing/);
  });

  it('is no after an install, until the lockfile changes', () => {
    const tree = makeTree({ 'package-lock.json': lockfile(a1), 'node_modules/a/index.js': '' });
    stampInstalled(tree);
    expect(reasonToInstall(tree)).toBeUndefined();
    writeFileSync(join(tree, 'package-lock.json'), lockfile(a2));
    expect(reasonToInstall(tree)).toMatch(/changed/);
  });

  it('is no when somebody ran npm install, which leaves out what is for other machines', () => {
    expect(reasonToInstall(treeWith({ ...a1, ...elsewhere }, a1))).toBeUndefined();
  });

  it('is yes when a version differs or a package is missing', () => {
    expect(reasonToInstall(treeWith(a2, a1))).toMatch(/older than/);
    expect(reasonToInstall(treeWith(a1, {}))).toMatch(/older than/);
  });

  it('is yes when an install broke off', () => {
    const tree = makeTree({ 'package-lock.json': lockfile(a1), 'node_modules/a/index.js': '' });
    expect(reasonToInstall(tree)).toMatch(/did not finish/);
  });
});
