import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLockfile, shippedPackages } from '../supply/shipped-packages.mjs';

/** Licences whose code may reach users: they ask for their text to be kept, and for nothing else. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

/**
 * What the packages of others must not bring along: code that no digest vouches for, programs that
 * run while installing, licences that bind our users, and packages nobody gave a reason for.
 */
export function checkDependencies(root, say) {
  const lock = readLockfile(root);
  const shipped = shippedPackages(lock);
  const direct = shipped.filter((each) => each.direct);
  say(`${direct.length} packages chosen, ${shipped.length} shipped`);
  return [
    ...unvouched(lock),
    ...undecidedScripts(root, lock),
    ...shipped.filter((each) => each.hasInstallScript).map(runsAtInstall),
    ...shipped.filter(({ license }) => !LICENCES.includes(license)).map(unknownLicence),
    ...unreasoned(root, direct),
  ];
}

function unvouched(lock) {
  return Object.entries(lock)
    .filter(([folder, { link }]) => folder.includes('node_modules/') && link !== true)
    .filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''))
    .map(([folder]) => `package-lock.json: ${folder} has no SHA-512 digest`);
}

/** An install script runs with the rights of whoever installs: each is allowed or refused by name. */
function undecidedScripts(root, lock) {
  const { allowScripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(lock)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([folder]) => folder.replace(/^.*node_modules\//, ''))
    .filter((name) => allowScripts[name] === undefined)
    .map(
      (name) =>
        `${name} has an install script that allowScripts in package.json does not decide on`,
    );
}

function runsAtInstall({ id }) {
  return `${id} would run a script wherever the server is installed`;
}

function unknownLicence({ id, license }) {
  return `${id} is under ${license ?? 'no stated licence'}, which is not on the list of those that may reach users`;
}

function unreasoned(root, direct) {
  const folder = join(root, 'docs/decisions');
  const decisions = readdirSync(folder).map((file) =>
    readFileSync(join(folder, file), 'utf8').toLowerCase(),
  );
  return direct
    .filter(({ name }) => !decisions.some((text) => text.includes(name)))
    .map(({ name }) => `no decision in docs/decisions says why ${name} is used`);
}
