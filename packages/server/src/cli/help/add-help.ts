import { Argument, type Command } from 'commander';
import { UsageError } from '../frame/usage-error.ts';
import { type CommandNode, findNode } from './command-tree.ts';
import { completionFor, SHELLS, type Shell } from './completion.ts';
import { manualPage } from './manual-page.ts';

/** `help` and `completion`: both tell what the parser takes, whatever that is by then. */
export function addHelp(program: Command, tree: () => CommandNode): void {
  program
    .command('help')
    .description('explain a command: synopsis, options, examples, exit codes')
    .argument('[command...]', 'its words')
    .action((words: readonly string[]) => {
      const node = findNode(tree(), words);
      if (node === undefined) throw new UsageError(`There is no command "${words.join(' ')}".`);
      process.stdout.write(manualPage(node));
    });
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'which').choices([...SHELLS]))
    .action((shell: Shell) => {
      process.stdout.write(completionFor(shell, tree()));
    });
}
