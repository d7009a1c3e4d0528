import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeTree } from './checks/fixture.mjs';
import { root } from './workspace/root.mjs';

// Says what it is told, drains for a while, and ends with the code it was given.
const SERVER = `
let signals = 0;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    signals += 1;
    process.stderr.write('told ' + signal + ';');
    if (signals === 1) setTimeout(() => process.exit(Number(process.argv[2])), 500);
  });
}
process.stdout.write('ready');
setInterval(() => {}, 1000);
`;

const SERVER_PROCESS = pathToFileURL(join(root, 'tools/workspace/server-process.mjs')).href;
const START = `
import { runServer } from '${SERVER_PROCESS}';
process.exit(await runServer(process.execPath, ['server.mjs', ...process.argv.slice(2)]));
`;

/** What npm tells its scripts would make the inner npm answer for the outer one's project. */
const cleanEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
);

/**
 * Runs the start script of the real package.json with a fake server behind it, in a process group
 * of its own like a shell does; sends the signal once the server is ready. Answers what npm ended
 * with and what the server was told, after both are gone.
 */
async function stopWith(signal, { group, exitCode = 0 }) {
  const { start } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
  const cwd = makeTree({
    'package.json': JSON.stringify({ type: 'module', scripts: { start } }),
    'tools/start.mjs': START,
    'server.mjs': SERVER,
  });
  const npm = spawn('npm', ['start', '--', String(exitCode)], {
    cwd,
    detached: true,
    env: cleanEnv,
  });
  const ended = new Promise((resolve) => {
    npm.once('exit', (code, by) => resolve(code ?? by));
  });
  // The server holds the other end too, so this is complete when the server is gone.
  const said = text(npm.stderr);
  await new Promise((resolve) => {
    npm.stdout.on('data', (chunk) => {
      if (String(chunk).includes('ready')) resolve();
    });
  });
  process.kill(group ? -npm.pid : npm.pid, signal);
  const told = [...(await said).matchAll(/told (\w+);/g)].map((match) => match[1]);
  return { ended: await ended, told };
}

describe('npm start', () => {
  it('hands SIGTERM for npm alone to the server, and its exit code back', async () => {
    const stopped = { ended: 0, told: ['SIGTERM'] };
    expect(await stopWith('SIGTERM', { group: false })).toEqual(stopped);
  });

  it('hands over a SIGTERM once that the whole process group gets', async () => {
    expect(await stopWith('SIGTERM', { group: true })).toEqual({ ended: 0, told: ['SIGTERM'] });
  });

  it('hands over a Ctrl-C once, though npm and the terminal both deliver it', async () => {
    expect(await stopWith('SIGINT', { group: true })).toEqual({ ended: 0, told: ['SIGINT'] });
  });

  it('comes back with whatever exit code the server has', async () => {
    expect(await stopWith('SIGTERM', { group: false, exitCode: 7 })).toMatchObject({ ended: 7 });
  });

  it('stops the server when the terminal goes away', async () => {
    expect(await stopWith('SIGHUP', { group: true })).toMatchObject({ told: ['SIGHUP'] });
  });

  it('leaves no server behind when everything before it is killed', async () => {
    expect(await stopWith('SIGKILL', { group: true })).toEqual({
      ended: 'SIGKILL',
      told: ['SIGTERM'],
    });
  });
});
