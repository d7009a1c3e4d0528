import type { Command } from 'commander';
import { readFlags, withSettings } from './flags.ts';
import { runServer } from './run-server.ts';

export function addServe(program: Command): void {
  withSettings(program.command('serve').description('run the server')).action((options) =>
    runServer({ mode: 'serve', flags: readFlags(options) }),
  );
}
