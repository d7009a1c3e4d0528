import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './shipped-packages.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The licences of the packages whose code is inside our own files, with their texts, which is what
 * these licences ask of whoever passes the code on. Other packages arrive with theirs.
 */
export function licenceTexts(root, packages) {
  const built = packages.filter((each) => each.built);
  const parts = built.map(({ id, license, folder }) =>
    [`${id} (${license})`, textOf(join(root, folder), id)].join('\n\n'),
  );
  return `The pages of this package contain code of the packages below.\n\n${parts.join('\n\n')}`;
}

function textOf(folder, id) {
  const files = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort(compare);
  if (files.length === 0) throw new Error(`${id} comes without the text of its licence`);
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}
