import { allNodes, type CommandNode } from './command-tree.ts';
import { quote } from './quote.ts';

/**
 * Follows the words typed so far through the commands, then offers commands or options; of an option
 * with choices those, and files for every other value.
 */
export function bashCompletion(tree: CommandNode): string {
  const nodes = allNodes(tree);
  const commands = nodes.filter((node) => node.commands.length > 0).map(groupCase);
  const options = nodes.map(
    ({ words, options: all }) =>
      `    ${quote(words.join(' '))}) options=${quote(all.flatMap(spellings).join(' '))} ;;`,
  );
  const choices = nodes.flatMap(({ words, options: all }) =>
    all
      .filter((option) => option.choices.length > 0)
      .map(
        (option) =>
          `    ${quote(`${words.join(' ')} ${option.long}`)}) choices=${quote(option.choices.join(' '))} ;;`,
      ),
  );
  const valued = new Set(
    nodes.flatMap(({ options: all }) => all.filter((each) => each.takesValue).flatMap(spellings)),
  );
  return `# bash completion for pintumbler: source <(pintumbler completion bash)
_pintumbler_commands() {
  case "$1" in
${commands.join('\n')}
    *) commands='' ;;
  esac
}
_pintumbler_options() {
  case "$1" in
${options.join('\n')}
    *) options='' ;;
  esac
}
_pintumbler_choices() {
  case "$1" in
${choices.join('\n')}
    *) choices='' ;;
  esac
}
_pintumbler_takes_value() {
  case "$1" in
    ${[...valued].join(' | ')}) return 0 ;;
  esac
  return 1
}
_pintumbler() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' word commands options choices index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if _pintumbler_takes_value "$word"; then index=$((index + 1)); continue; fi
    _pintumbler_commands "$path"
    case " $commands " in
      *" $word "*) path="\${path:+$path }$word" ;;
    esac
  done
  COMPREPLY=()
  if _pintumbler_takes_value "$before"; then
    _pintumbler_choices "$path $before"
    if [ -n "$choices" ]; then
      COMPREPLY=($(compgen -W "$choices" -- "$current"))
    else
      COMPREPLY=($(compgen -f -- "$current"))
    fi
    return
  fi
  case "$current" in
    -*) _pintumbler_options "$path"; COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) _pintumbler_commands "$path"; COMPREPLY=($(compgen -W "$commands" -- "$current")) ;;
  esac
}
complete -o default -F _pintumbler pintumbler
`;
}

function groupCase({ words, commands }: CommandNode): string {
  const names = commands.map((each) => each.words.at(-1)).join(' ');
  return `    ${quote(words.join(' '))}) commands=${quote(names)} ;;`;
}

function spellings({ long, short }: { readonly long: string; readonly short: string | undefined }) {
  return short === undefined ? [long] : [short, long];
}
