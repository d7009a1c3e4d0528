import { describe, expect, it } from 'vitest';
import { cliMarkdown } from './cli-markdown.mjs';

const option = { long: '--state', choices: ['on', 'off'], required: true, takesValue: true };
const node = { words: [], summary: '', args: [], options: [], commands: [], manual: {} };
const tree = {
  ...node,
  commands: [
    {
      ...node,
      words: ['door'],
      commands: [
        {
          ...node,
          words: ['door', 'set'],
          summary: 'open or close a door',
          args: [{ synopsis: '<id>', meaning: 'this | that' }],
          options: [
            { ...option, flags: '--state <on|off>', meaning: 'which' },
            { ...option, long: '--json', required: false, flags: '--json', meaning: 'said above' },
          ],
          manual: { examples: [['pintumbler door set a', 'opens it']], twins: ['PUT /doors/:id'] },
        },
      ],
    },
  ],
};

describe('the reference page of the command line', () => {
  const page = cliMarkdown(tree);

  it('lists each command with a link to its section, and no group', () => {
    expect(page).toContain('| [door set](#door-set) | open or close a door |');
    expect(page.match(/^## .*$/gm)).toEqual(['## door set']);
  });

  it('shows arguments and options in cells that bars do not break', () => {
    expect(page).toContain('| `<id>` | this \\| that |');
    expect(page).toContain('| `--state <on\\|off>` | which: `on`, `off` (needed) |');
    expect(page).not.toContain('said above');
  });

  it('shows how it is typed, an example, and the call it stands for', () => {
    expect(page).toContain('pintumbler door set <id> --state <on|off> [options]');
    expect(page).toContain('pintumbler door set a   # opens it');
    expect(page).toContain('Calls `PUT /doors/:id`.');
  });
});
