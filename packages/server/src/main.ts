#!/usr/bin/env node
import { Command } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addDev } from './cli/dev.ts';
import { addDoctor } from './cli/doctor.ts';
import { addExport } from './cli/export.ts';
import { addImport } from './cli/import.ts';
import { addKeystore } from './cli/keystore.ts';
import { addOpenApi } from './cli/openapi.ts';
import { addServe } from './cli/serve.ts';

const program = new Command('pintumbler').description('The server for PINs').version('0.1.0');
addServe(program);
addDev(program);
addKeystore(program);
addDoctor(program);
addExport(program);
addImport(program);
addAudit(program);
addOpenApi(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
