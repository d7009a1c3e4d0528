import { expect, it } from 'vitest';
import { faultsMarkdown } from '../docs/faults-markdown.mjs';
import { root } from '../workspace/root.mjs';
import { checkFaultDocs, FAULTS_FILE } from './check-fault-docs.mjs';
import { makeTree } from './fixture.mjs';

const markdown = faultsMarkdown([{ code: 'draining', status: 503, guide: 'Wait | repeat.' }]);

it('passes on the page that the code makes, and on the one in this repository', () => {
  expect(checkFaultDocs(makeTree({ [FAULTS_FILE]: markdown }), markdown)).toEqual([]);
  expect(checkFaultDocs(root)).toEqual([]);
});

it('fails on a page that is older than the code, and on none', () => {
  const older = makeTree({ [FAULTS_FILE]: markdown.replace('503', '500') });
  expect(checkFaultDocs(older, markdown)).toEqual([expect.stringMatching(/does not say/)]);
  expect(checkFaultDocs(makeTree({}), markdown)).toEqual([expect.stringMatching(/is missing/)]);
});

it('keeps a bar in the text from ending the cell', () => {
  expect(markdown).toContain('| `draining` | 503 | Wait \\| repeat. |');
});
