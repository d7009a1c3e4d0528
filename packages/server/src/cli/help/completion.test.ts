import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { programTree } from '../program.ts';
import { completionFor, SHELLS } from './completion.ts';
import { manualPage } from './manual-page.ts';

const tree = programTree();

/** What bash would offer for these words, the last one being typed. */
function completed(...words: readonly string[]): readonly string[] {
  const script = `${completionFor('bash', tree)}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pintumbler; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const offered = execFileSync('bash', ['-c', script, 'bash', 'pintumbler', ...words]);
  return offered.toString().split('\n').filter(Boolean);
}

describe('completion', () => {
  it('offers commands, those below a group, and the rest of one', () => {
    expect(completed('')).toEqual(expect.arrayContaining(['tenant', 'unlock', 'serve']));
    expect(completed('tenant', '')).toEqual(expect.arrayContaining(['list', 'create', 'suspend']));
    expect(completed('subject', 're')).toEqual(['resume', 'revoke-client', 'remove-device']);
  });

  it('offers options, also after others with their values', () => {
    expect(completed('tenant', 'list', '--j')).toEqual(['--json']);
    expect(completed('audit', 'export', '-t', 'tenant', '--fo')).toEqual(['--format']);
    expect(completed('tenant', 'list', '--format')).toEqual([]);
  });

  it('offers the choices of an option', () => {
    expect(completed('audit', 'export', '--format', '')).toEqual(['jsonl', 'csv']);
    expect(completed('webhook', 'deliveries', 'x', '--state', 'd')).toEqual(['delivered', 'dead']);
  });

  it.each(SHELLS)('knows every command and option in %s', (shell) => {
    const script = completionFor(shell, tree);
    for (const word of ['force-change', 'lock-extension', 'password-file', 'ed25519']) {
      expect(script).toContain(word);
    }
    expect(script).not.toContain('undefined');
  });
});

describe('a manual page', () => {
  it('has the sections of manual pages, in no line longer than a terminal', () => {
    const node = tree.commands.find(({ words }) => words[0] === 'unlock');
    const page = node === undefined ? '' : manualPage(node);
    const titles = page.split('\n').filter((line) => /^[A-Z]/.test(line));
    expect(titles).toEqual([
      ...['NAME', 'SYNOPSIS', 'DESCRIPTION', 'ARGUMENTS', 'OPTIONS'],
      ...['EXAMPLES', 'EXIT CODES', 'SEE ALSO'],
    ]);
    expect(page).toContain('pintumbler unlock [subject...] --reason <text> [options]');
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
