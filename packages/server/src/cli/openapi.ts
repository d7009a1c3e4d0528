import type { Command } from 'commander';
import { openApiText } from '../compose/openapi.ts';

/** Prints what a running server answers at `/openapi.json`; reads no data and starts nothing. */
export function addOpenApi(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 description of every call')
    .action(() => {
      process.stdout.write(openApiText());
    });
}
