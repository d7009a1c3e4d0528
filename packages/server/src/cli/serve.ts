import type { Command } from 'commander';
import type { SettingTexts } from '../config/load-config.ts';
import { readFlags, withSettings } from './flags.ts';

export function addServe(program: Command): void {
  withSettings(program.command('serve').description('run the server')).action((options) =>
    serve(readFlags(options)),
  );
}

async function serve(flags: SettingTexts): Promise<void> {
  // The whole server: no other command should have to load it.
  const { runServer } = await import('./run-server.ts');
  await runServer({ mode: 'serve', flags });
}
