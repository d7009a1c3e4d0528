import { expect, it } from 'vitest';
import { checkDangers } from './check-dangers.mjs';
import { DANGERS } from './dangers.mjs';
import { makeTree } from './fixture.mjs';

const FILE = 'packages/server/src/core/a.ts';
/** Without the files that may: they are not in the tree of a test. */
const NOWHERE = DANGERS.map(({ only: _only, ...danger }) => danger);
const problems = (source, file = FILE) => checkDangers(makeTree({ [file]: source }), NOWHERE);

it.each([
  'eval(text);',
  'const run = new Function(text);',
  "import { exec } from 'node:child_process';",
  'const found = new RegExp(text);',
  'element.innerHTML = text;',
  'return <p dangerouslySetInnerHTML={{ __html: text }} />;',
  'const code = Math.random();',
  'const tls = { rejectUnauthorized: false };',
  "createCipheriv('aes-256-cbc', key, iv);",
  "createCipheriv('aes-128-gcm', key, iv);",
  'const padding = constants.RSA_PKCS1_PADDING;',
  "createHash('md5');",
  "createHmac('sha1', key);",
  "localStorage.setItem('pin', pin);",
])('finds %s', (source) => {
  expect(problems(`a();\n${source}\n`)).toEqual([expect.stringContaining(`${FILE}:2 `)]);
});

it.each([
  "createCipheriv('aes-256-gcm', key, iv);",
  "createHash('sha256');",
  "const words = 'the md5 of old systems';",
  '// eval(text) would be wrong here',
  'evaluate(text);',
])('has nothing against %s', (source) => {
  expect(problems(source)).toEqual([]);
});

it('looks at sources only, and leaves tests alone', () => {
  expect(problems('eval(text);', 'packages/server/src/core/a.test.ts')).toEqual([]);
  expect(problems('eval(text);', 'tools/a.mjs')).toEqual([]);
});

it('lets a file do what it may, and tells when it no longer does', () => {
  const dangers = [{ layer: 'code', pattern: /\beval\(/g, why: 'runs data', only: [FILE] }];
  expect(checkDangers(makeTree({ [FILE]: 'eval(text);' }), dangers)).toEqual([]);
  expect(checkDangers(makeTree({ [FILE]: 'a();' }), dangers)).toEqual([
    `tools/checks/dangers.mjs: ${FILE} has nothing that "runs data" any more`,
  ]);
});
