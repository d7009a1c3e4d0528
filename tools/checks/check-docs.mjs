import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { listFiles } from '../workspace/tree.mjs';

const DECISIONS = 'docs/decisions';
const INLINE_LINK = /\]\(\s*<?([^\s)>]+)>?(?:\s+["'(][^)]*)?\)/g;
const REFERENCE_LINK = /^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?/gm;
const HTML_LINK = /\b(?:href|src)="([^"]+)"/g;

/** Links between our documents that lead nowhere, and decisions that the index does not list. */
export function checkDocs(root) {
  const documents = listFiles(root).filter((file) => file.endsWith('.md'));
  return [
    ...documents.flatMap((file) => brokenLinks(root, file)),
    ...unlistedDecisions(root, documents),
  ];
}

function brokenLinks(root, file) {
  return linksIn(readFileSync(join(root, file), 'utf8'))
    .filter((link) => !existsSync(join(root, targetOf(file, link))))
    .map((link) => `${file}: the link to ${link} leads nowhere`);
}

/** Links to files of the repository; not those to the web or within the page. */
function linksIn(text) {
  // Code shows what a link looks like without being one.
  const prose = text.replace(/^(\s*)(```|~~~)[\s\S]*?^\s*\2.*$/gm, '').replace(/`[^`\n]*`/g, '');
  return [INLINE_LINK, REFERENCE_LINK, HTML_LINK]
    .flatMap((pattern) => [...prose.matchAll(pattern)].map((match) => match[1]))
    .filter((link) => !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(link));
}

function targetOf(file, link) {
  const path = decodeURIComponent(link.replace(/[?#].*$/, ''));
  return path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path);
}

function unlistedDecisions(root, documents) {
  const decisions = documents.filter((file) => /^docs\/decisions\/\d{4}-.+\.md$/.test(file));
  const index = join(root, DECISIONS, 'README.md');
  if (decisions.length === 0) return [];
  if (!existsSync(index)) return [`${DECISIONS}/README.md, the list of decisions, is missing`];
  const listed = linksIn(readFileSync(index, 'utf8')).map((link) =>
    targetOf(`${DECISIONS}/README.md`, link),
  );
  return decisions
    .filter((file) => !listed.includes(file))
    .map((file) => `${file} is not listed in ${DECISIONS}/README.md`);
}
