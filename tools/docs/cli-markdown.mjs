import { EXIT_CODES } from '../../packages/server/src/cli/frame/manual.ts';
import { allNodes } from '../../packages/server/src/cli/help/command-tree.ts';
import { synopsisOf } from '../../packages/server/src/cli/help/manual-page.ts';

/** The reference page of the command line: `tree` as in cli/help/command-tree.ts. */
export function cliMarkdown(tree) {
  const commands = allNodes(tree).filter((node) => node.commands.length === 0);
  return `<!-- Written by tools/docs/write-cli.mjs from packages/server/src/cli -->

# Command line

\`pintumbler help <command>\`, or \`--help\` behind a command, shows the same in a terminal. \`--json\` prints one JSON
value on stdout; errors are then problem details on stderr. What cannot be taken back is asked about, or needs
\`--yes\`. [completion](#completion) makes the Tab key know all of it.

Commands about a tenant are clients of the [admin API](../guides/operating.md#the-admin-api): they ask the
server at \`--server <origin>\`, or the one of the settings on this machine, with the admin key of
\`PINTUMBLER_ADMIN_KEY\`, of the file \`PINTUMBLER_ADMIN_KEY_FILE\` names, or of the data directory (\`--data-dir\`). The
key is never an argument, which others on the machine could list, and goes over plain HTTP to this machine only.

| exit code | meaning |
|---|---|
${EXIT_CODES.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n')}

| command | does |
|---|---|
${commands.map((node) => `| [${title(node)}](#${title(node).replaceAll(' ', '-')}) | ${cell(node.summary)} |`).join('\n')}

${commands.map(section).join('\n')}`;
}

function section(node) {
  const { args, options, manual, summary } = node;
  const { details = [], examples = [], seeAlso = [], twins = [] } = manual;
  const rows = [
    ...args.map(({ synopsis, meaning }) => [synopsis, meaning]),
    ...options
      .filter(isOwn(options))
      .map((option) => [option.flags, option.meaning + choicesOf(option)]),
  ];
  return [
    `## ${title(node)}`,
    `${capital(summary)}.`,
    `\`\`\`\n${synopsisOf(node)}\n\`\`\``,
    ...details,
    ...(rows.length === 0
      ? []
      : [['| argument or option | meaning |', '|---|---|', ...rows.map(row)].join('\n')]),
    ...examples.map(([line, says]) => `\`\`\`sh\n${line}   # ${says}\n\`\`\``),
    ...(twins.length === 0 ? [] : [`Calls ${twins.map((twin) => `\`${twin}\``).join(', ')}.`]),
    ...(seeAlso.length === 0
      ? []
      : [
          `See also ${seeAlso.map((each) => `[${each}](#${each.replaceAll(' ', '-')})`).join(', ')}.`,
        ]),
    '',
  ].join('\n\n');
}

/** What is explained above for all commands at once is not repeated for each. */
function isOwn(options) {
  const asksServer = options.some(({ long }) => long === '--server');
  const common = ['--help', '--json', '--server', ...(asksServer ? ['--data-dir'] : [])];
  return ({ long }) => !common.includes(long);
}

function title({ words }) {
  return words.join(' ');
}

function row([name, meaning]) {
  return `| \`${cell(name)}\` | ${cell(meaning)} |`;
}

function choicesOf({ choices, required }) {
  const listed = choices.length === 0 ? '' : `: ${choices.map((each) => `\`${each}\``).join(', ')}`;
  return required ? `${listed} (needed)` : listed;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
