import { describe, expect, it } from 'vitest';
import { checkDocs } from './check-docs.mjs';
import { makeTree } from './fixture.mjs';

const linked = {
  'README.md':
    '[a](docs/a.md) [b](./docs/a.md#part "title") ![c](docs/c%20d.png) [w](https://example.org/x)\n' +
    '[p](#part) [m](mailto:a@example.org) <img src="docs/c d.png">\n[r]: docs/a.md\n' +
    '```md\n[not](a/link.md)\n```\n`[nor](this.md)`\n',
  'docs/a.md': '[up](../README.md) [root](/docs/a.md) [folder](decisions/)',
  'docs/c d.png': '',
  'docs/decisions/README.md': '- [1](0001-first.md)\n- [2](./0002-second.md)',
  'docs/decisions/0001-first.md': '',
  'docs/decisions/0002-second.md': '',
};

describe('the documents', () => {
  it('pass when every link leads somewhere and every decision is listed', () => {
    expect(checkDocs(makeTree(linked))).toEqual([]);
  });

  it.each([
    '[x](gone.md)',
    '![x](docs/gone.png "title")',
    '[x]: gone.md',
    '<a href="gone.md">',
    '[x](docs/a.txt#part)',
    '[x](/docs/gone.md)',
  ])('fail on %s', (link) => {
    const problems = checkDocs(makeTree({ ...linked, 'CONTRIBUTING.md': link }));
    expect(problems).toEqual([expect.stringMatching(/^CONTRIBUTING\.md: the link to .* nowhere$/)]);
  });

  it('fail when a decision is only mentioned, not linked', () => {
    const tree = makeTree({ ...linked, 'docs/decisions/0003-third.md': '' });
    expect(checkDocs(tree)).toEqual([
      'docs/decisions/0003-third.md is not listed in docs/decisions/README.md',
    ]);
  });

  it('fail when there are decisions and no list of them', () => {
    const problems = checkDocs(makeTree({ 'docs/decisions/0001-first.md': '' }));
    expect(problems).toEqual([expect.stringMatching(/README\.md.*missing/)]);
  });
});
