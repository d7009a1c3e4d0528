import type { Command, Option } from 'commander';
import type { Manual } from '../frame/manual.ts';

/** A command, or a group of them, as help, completion and reference show it. */
export interface CommandNode {
  /** As they are typed after the program's name; empty for the program itself. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly args: readonly ArgumentNode[];
  readonly options: readonly OptionNode[];
  readonly commands: readonly CommandNode[];
  readonly manual: Manual;
}

export interface ArgumentNode {
  /** As in a synopsis: `<id>`, `[text]`, `[subject...]`. */
  readonly synopsis: string;
  readonly meaning: string;
}

export interface OptionNode {
  /** As in `-t, --tenant <id>`. */
  readonly flags: string;
  readonly long: string;
  readonly short: string | undefined;
  readonly meaning: string;
  readonly required: boolean;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

const HELP: OptionNode = {
  ...{ flags: '-h, --help', long: '--help', short: '-h', meaning: 'show this' },
  ...{ required: false, takesValue: false, choices: [] },
};

/** What there is to type, from the parser itself. `manuals` are by words. */
export function treeOf(
  command: Command,
  manuals: ReadonlyMap<string, Manual>,
  words: readonly string[] = [],
): CommandNode {
  return {
    words,
    summary: command.description(),
    args: command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      const synopsis = argument.required ? `<${name}>` : `[${name}]`;
      return { synopsis, meaning: argument.description };
    }),
    options: [...command.options.filter(({ hidden }) => !hidden).map(optionNode), HELP],
    commands: command.commands.map((each) => treeOf(each, manuals, [...words, each.name()])),
    manual: manuals.get(words.join(' ')) ?? {},
  };
}

/** The command of these words; `undefined` where there is none. */
export function findNode(tree: CommandNode, words: readonly string[]): CommandNode | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return tree;
  const next = tree.commands.find((each) => each.words.at(-1) === first);
  return next && findNode(next, rest);
}

/** Every command and group below one, itself first. */
export function allNodes(tree: CommandNode): readonly CommandNode[] {
  return [tree, ...tree.commands.flatMap(allNodes)];
}

function optionNode(option: Option): OptionNode {
  return {
    flags: option.flags,
    long: option.long ?? option.flags,
    short: option.short,
    meaning: option.description,
    required: option.mandatory,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}
