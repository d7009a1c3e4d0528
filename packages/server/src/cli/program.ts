import { Command } from 'commander';
import { ADMIN_COMMANDS, GROUPS } from './admin-commands.ts';
import { addAuditVerify } from './audit/verify.ts';
import { addDev } from './dev.ts';
import { addDoctor } from './doctor.ts';
import { addExport } from './export.ts';
import { addAdminCommand } from './frame/add-admin-command.ts';
import type { Manual } from './frame/manual.ts';
import { addHelp } from './help/add-help.ts';
import { type CommandNode, findNode, treeOf } from './help/command-tree.ts';
import { manualPage } from './help/manual-page.ts';
import { addImport } from './import.ts';
import { addKeys } from './keys/add-keys.ts';
import { addKeystore } from './keystore.ts';
import { addConfigPrint } from './local/config-print.ts';
import { LOCAL_MANUALS } from './local/local-manuals.ts';
import { addMigrate } from './local/migrate.ts';
import { addOpenApi } from './openapi.ts';
import { addServe } from './serve.ts';

const MANUALS: ReadonlyMap<string, Manual> = new Map([
  ...Object.entries(LOCAL_MANUALS),
  ...ADMIN_COMMANDS.map((each) => [each.words, each] as const),
]);

/**
 * Every command there is. Wrong usage is thrown, not ended with: whoever runs it decides. `writeError`
 * gets what the parser itself has to say.
 */
export function createProgram(writeError: (text: string) => void = () => undefined): Command {
  const program = new Command('pintumbler');
  program
    .description('The server for PINs')
    .version('0.1.0')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: writeError })
    .configureHelp({ formatHelp: (command) => manualPage(nodeOf(program, command)) });
  addServe(program);
  addDev(program);
  addDoctor(program);
  addMigrate(program);
  addConfigPrint(program.command('config').description(GROUPS['config'] ?? ''));
  addExport(program);
  addImport(program);
  addKeystore(program);
  addKeys(program.command('keys').description(GROUPS['keys'] ?? ''));
  addOpenApi(program);
  addAuditVerify(program.command('audit').description(GROUPS['audit'] ?? ''));
  for (const each of ADMIN_COMMANDS) addAdminCommand(program, GROUPS, each);
  addHelp(program, () => programTree(program));
  return program;
}

/** The same as help, completion and reference show it. */
export function programTree(program: Command = createProgram()): CommandNode {
  return treeOf(program, MANUALS);
}

function nodeOf(program: Command, command: Command): CommandNode {
  const words: string[] = [];
  for (let each: Command | null = command; each?.parent; each = each.parent) {
    words.unshift(each.name());
  }
  const tree = programTree(program);
  return findNode(tree, words) ?? tree;
}
