import { allNodes, type CommandNode, type OptionNode } from './command-tree.ts';
import { quote } from './quote.ts';

/** Each command has a function that names its options; a group hands on to those below it. */
export function zshCompletion(tree: CommandNode): string {
  const functions = allNodes(tree).map((node) =>
    node.commands.length > 0 ? groupFunction(node) : commandFunction(node),
  );
  return `#compdef pintumbler
# zsh completion for pintumbler: pintumbler completion zsh > ~/.zfunc/_pintumbler
${functions.join('\n')}
if [ "$funcstack[1]" = "_pintumbler" ]; then
  _pintumbler "$@"
else
  compdef _pintumbler pintumbler
fi
`;
}

function groupFunction(node: CommandNode): string {
  const commands = node.commands.map(
    ({ words, summary }) => `    ${quote(`${words.at(-1)}:${summary.replaceAll(':', '\\:')}`)}`,
  );
  const cases = node.commands.map(
    (each) => `        ${each.words.at(-1)}) ${functionName(each)} ;;`,
  );
  return `${functionName(node)}() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  local state line
  typeset -A opt_args
  _arguments -C ${node.options.flatMap(optionSpecs).join(' ')} '1: :->command' '*:: :->rest'
  case "$state" in
    command) _describe command commands ;;
    rest)
      case "$line[1]" in
${cases.join('\n')}
      esac
      ;;
  esac
}`;
}

function commandFunction(node: CommandNode): string {
  const specs = node.options.flatMap(optionSpecs).map((spec) => `    ${spec} \\`);
  return `${functionName(node)}() {
  _arguments \\
${specs.join('\n')}
    '*: :_files'
}`;
}

function functionName({ words }: CommandNode): string {
  return ['_pintumbler', ...words].join('_').replaceAll('-', '_');
}

function optionSpecs({ long, short, meaning, takesValue, choices }: OptionNode): readonly string[] {
  const said = meaning.replace(/[[\]\\:]/g, (character) => `\\${character}`);
  const values = choices.length === 0 ? ':value:_files' : `:value:(${choices.join(' ')})`;
  return (short === undefined ? [long] : [short, long]).map((spelling) =>
    quote(`*${spelling}[${said}]${takesValue ? values : ''}`),
  );
}
