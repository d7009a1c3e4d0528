import { allNodes, type CommandNode, type OptionNode } from './command-tree.ts';
import { quote } from './quote.ts';

/** A line for each command and each option, on the condition that the words before are typed. */
export function fishCompletion(tree: CommandNode): string {
  const nodes = allNodes(tree);
  const groups = nodes
    .filter(({ words, commands }) => words.length > 0 && commands.length > 0)
    .map(({ words }) => words.join(' '));
  return `# fish completion for pintumbler
complete -c pintumbler -f
function __pintumbler_at
    set -l typed (commandline -opc)[2..-1]
    set -l words (string match -rv '^-' -- $typed)
    set -l wanted (string split -n ' ' -- $argv[1])
    test (count $words) -ge (count $wanted); or return 1
    for at in (seq (count $wanted))
        test "$words[$at]" = "$wanted[$at]"; or return 1
    end
    if contains -- "$argv[1]" '' ${groups.map(quote).join(' ')}
        test (count $words) -eq (count $wanted)
    end
end
${nodes.flatMap(lines).join('\n')}
`;
}

function lines({ words, commands, options }: CommandNode): readonly string[] {
  const at = `complete -c pintumbler -n ${quote(`__pintumbler_at ${quote(words.join(' '))}`)}`;
  return [
    ...commands.map((each) => `${at} -a ${each.words.at(-1)} -d ${quote(each.summary)}`),
    ...options.map((option) => `${at} ${optionPart(option)}`),
  ];
}

function optionPart({ long, short, meaning, takesValue, choices }: OptionNode): string {
  const names = [...(short === undefined ? [] : [`-s ${short.slice(1)}`]), `-l ${long.slice(2)}`];
  const value =
    choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r -F' : '';
  return `${names.join(' ')}${value} -d ${quote(meaning)}`;
}
