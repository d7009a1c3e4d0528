import { describe, expect, it } from 'vitest';
import { allNodes } from '../../src/cli/help/command-tree.ts';
import { programTree } from '../../src/cli/program.ts';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { describedAdminRoutes } from '../../src/http/admin/admin-routes.ts';

/** Calls that make no sense in a shell, which shows the admin key and has no session. */
const BROWSER_ONLY = /^\w+ \/session(\/|$)/;

const commands = allNodes(programTree()).filter(({ commands: below }) => below.length === 0);
const twins = new Set(commands.flatMap(({ manual }) => manual.twins ?? []));

describe('the shell', () => {
  const calls = describedAdminRoutes(DIALECTS).map(({ method, path }) => `${method} ${path}`);

  it.each(calls.filter((call) => !BROWSER_ONLY.test(call)))('has a command for %s', (call) => {
    expect(twins, `name it in "twins" of a command in packages/server/src/cli`).toContain(call);
  });

  it.each(commands.map((node) => [node.words.join(' '), node] as const))(
    'explains %s: with examples that begin as it does, and others that exist',
    (words, { manual, summary, args, options }) => {
      expect(summary).not.toBe('');
      expect(args.every(({ meaning }) => meaning !== '')).toBe(true);
      expect(options.every(({ meaning }) => meaning !== '')).toBe(true);
      const examples = manual.examples ?? [];
      expect(examples.length).toBeGreaterThan(0);
      for (const [line] of examples) expect(line).toContain(`pintumbler ${words}`);
      const names = commands.map((each) => each.words.join(' '));
      expect(names).toEqual(expect.arrayContaining([...(manual.seeAlso ?? [])]));
    },
  );
});
