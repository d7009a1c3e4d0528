import { EXIT_CODES } from '../frame/manual.ts';
import type { CommandNode, OptionNode } from './command-tree.ts';

const PROGRAM = 'pintumbler';
const WIDTH = 80;
const INDENT = '    ';

/** A command explained as manual pages do it: name, synopsis, description, options, examples. */
export function manualPage(node: CommandNode): string {
  const { words, summary, args, options, commands, manual } = node;
  const { details = [], examples = [], seeAlso = [] } = manual;
  const name = [PROGRAM, ...words].join(' ');
  const choices = (option: OptionNode) =>
    option.choices.length === 0 ? '' : ` (${option.choices.join(', ')})`;
  const needed = (option: OptionNode) => (option.required ? ' (needed)' : '');
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['NAME', wrap(`${name} - ${summary}`)],
    ['SYNOPSIS', wrap(synopsisOf(node))],
    ['DESCRIPTION', details.flatMap((text, at) => [...(at === 0 ? [] : ['']), ...wrap(text)])],
    [
      'COMMANDS',
      commands.flatMap((each) =>
        entry(
          `${[...each.words, ...each.args.map((arg) => arg.synopsis)].join(' ')}`,
          each.summary,
        ),
      ),
    ],
    ['ARGUMENTS', args.flatMap(({ synopsis, meaning }) => entry(synopsis, meaning))],
    [
      'OPTIONS',
      options.flatMap((option) =>
        entry(option.flags, `${option.meaning}${choices(option)}${needed(option)}`),
      ),
    ],
    ['EXAMPLES', examples.flatMap(([line, says]) => entry(line, says))],
    ['EXIT CODES', EXIT_CODES.flatMap(([code, meaning]) => entry(String(code), meaning))],
    ['SEE ALSO', wrap(seeAlso.map((each) => `${PROGRAM} ${each}`).join(', '))],
  ];
  return `${sections
    .filter(([, lines]) => lines.some((line) => line !== ''))
    .map(([title, lines]) => [title, ...lines.map(indented)].join('\n'))
    .join('\n\n')}\n`;
}

/** How it is typed, options that are needed by name. */
export function synopsisOf({ words, args, options, commands }: CommandNode): string {
  const needed = options.filter(({ required }) => required).map(({ flags }) => flags);
  const parts = [PROGRAM, ...words, ...args.map(({ synopsis }) => synopsis), ...needed];
  return `${parts.join(' ')} ${commands.length > 0 ? '<command>' : '[options]'}`;
}

function entry(term: string, meaning: string): readonly string[] {
  return [term, ...wrap(meaning, WIDTH - 2 * INDENT.length).map((line) => `${INDENT}${line}`)];
}

function indented(line: string): string {
  return line === '' ? '' : `${INDENT}${line}`;
}

function wrap(text: string, width = WIDTH - INDENT.length): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
