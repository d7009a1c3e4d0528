import { programTree } from '../../packages/server/src/cli/program.ts';
import { cliMarkdown } from './cli-markdown.mjs';
import { writePage } from './write-page.mjs';

writePage('docs/reference/cli.md', cliMarkdown(programTree()));
