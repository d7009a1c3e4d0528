import { readLockfile, shippedPackages } from '../supply/shipped-packages.mjs';
import { root } from '../workspace/root.mjs';
import { dependenciesMarkdown } from './dependencies-markdown.mjs';
import { writePage } from './write-page.mjs';

writePage(
  'docs/reference/dependencies.md',
  dependenciesMarkdown(shippedPackages(readLockfile(root))),
);
