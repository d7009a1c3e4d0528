import { expect, it } from 'vitest';
import { faultsMarkdown } from '../docs/faults-markdown.mjs';
import { root } from '../workspace/root.mjs';
import { checkGeneratedDocs } from './check-generated-docs.mjs';
import { makeTree } from './fixture.mjs';

const markdown = faultsMarkdown([{ code: 'overloaded', status: 503, guide: 'Wait | repeat.' }]);
const PAGES = [{ page: 'docs/faults.md', writer: 'write-faults' }];
const check = (files) => checkGeneratedDocs(makeTree(files), PAGES, () => markdown);

it('passes on the pages that the code makes, and on those in this repository', () => {
  expect(check({ 'docs/faults.md': markdown })).toEqual([]);
  expect(checkGeneratedDocs(root)).toEqual([]);
});

it('fails on a page that is older than the code, and on none, and says what to run', () => {
  const older = check({ 'docs/faults.md': markdown.replace('503', '500') });
  expect(older).toEqual([expect.stringMatching(/does not say .* run write-faults/)]);
  expect(check({})).toEqual([expect.stringMatching(/is missing: run write-faults/)]);
});

it('keeps a bar in the text from ending the cell', () => {
  expect(markdown).toContain('| `overloaded` | 503 | Wait \\| repeat. |');
});
