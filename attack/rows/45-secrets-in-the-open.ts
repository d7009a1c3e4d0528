import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inMemory, searchMemory } from '../../packages/server/test/support/process-memory.ts';
import { enrol, outcomeOf, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { type Arena, makeDataDir } from '../target/arena.ts';
import type { Target } from '../target/target.ts';

/** Of somebody else on the machine who has no rights. */
const NOBODY = 65_534;
const INSPECTOR = 9_229;
/** How both PINs begin: one search finds them, and nothing else is found by accident. */
const BEGIN = '739268';
const FORGOTTEN_AFTER_MS = 5_000;

export const secretsInTheOpen: Row = {
  number: 45,
  title: 'secrets in the open',
  wants:
    'a PIN or a key from what a machine shows of a process: arguments, environment, memory, a debugger, a core, files',
  holds:
    'serve opens no debugger, leaves its memory out of cores, takes secrets from files only it may read, and wipes PINs',
  weakening: {
    what: 'lets the runtime answer a signal with its debugger',
    edits: [
      {
        file: 'config/guard-process.ts',
        find: "  process.on('SIGUSR1', () => undefined);\n",
        put: '',
      },
    ],
    shows: /^a signal opened a debugger$/,
  },

  async run(arena) {
    const secret = `the-secret-of-the-operator-${BEGIN}-${randomInt(1e9)}`;
    const dataDir = makeDataDir(arena.closeLater);
    const file = join(dataDir, 'key-of-admin');
    writeFileSync(file, secret, { mode: 0o600 });
    writeFileSync(join(dataDir, 'admin.key'), secret, { mode: 0o600 });
    const temporary = makeDataDir(arena.closeLater);
    const environment = { PINTUMBLER_ADMIN_KEY_FILE: file, TMPDIR: temporary };
    const target = await arena.start({ mode: 'serve', dataDir, environment });
    const tenants = await target.admin('GET', '/tenants');
    mustBeSo(tenants.status === 200, `the admin key is another one: ${tenants.status}`);
    await debuggers(target);
    const pins = await usePins(target);
    whatProcShows(target, secret);
    files([dataDir, temporary]);
    await atRest(target, pins, temporary);
    await startedOpen(arena);
  },
};

async function debuggers({ pid, baseUrl, log }: Target): Promise<void> {
  mustBeSo(!(await answers(INSPECTOR)), 'another process has a debugger open here');
  process.kill(pid, 'SIGUSR1');
  // It is opened by a thread of its own, and says so.
  for (let looks = 0; looks < 20; looks += 1) {
    const isOpen = /Debugger listening|ws:\/\//.test(log()) || (await answers(INSPECTOR));
    mustHold(!isOpen, 'a signal opened a debugger');
    await wait(100);
  }
  const { status } = await fetch(`${baseUrl}/health/ready`);
  mustBeSo(status === 200, 'a signal ended the server');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/json/version', timeout: 1_000 });
    asked.once('response', (response) => {
      response.resume();
      resolve(true);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
    asked.once('close', () => resolve(false));
  });
}

/** What the kernel tells of a process, to its own user and to others. */
function whatProcShows({ pid, adminKey, demo }: Target, secret: string): void {
  const secrets = [secret, adminKey, demo.native.apiKey];
  for (const place of ['cmdline', 'environ']) {
    const shown = readFileSync(`/proc/${pid}/${place}`, 'latin1');
    mustBeSo(shown.length > 0, `nothing is in ${place}`);
    for (const each of secrets) mustHold(!shown.includes(each), `a key is in its ${place}`);
  }
  const filter = readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim();
  mustHold(/^0+$/.test(filter), `a core dump would hold its memory: the filter is ${filter}`);
  if (process.getuid?.() !== 0) return;
  for (const place of ['mem', 'environ', 'maps']) {
    const as = { uid: NOBODY, gid: NOBODY } as const;
    const read = spawnSync('head', ['-c', '1', `/proc/${pid}/${place}`], as);
    mustBeSo(read.error === undefined, `nobody could ask for ${place}`);
    mustHold(read.status !== 0, `anybody on the machine may read its ${place}`);
  }
}

/** Nobody else may read what it writes. */
function files(folders: readonly string[]): void {
  const written = folders.flatMap(everyFile);
  mustBeSo(written.length > 1, 'it has no files');
  const open = written.filter((path) => (statSync(path).mode & 0o077) !== 0);
  mustHold(open.length === 0, `others may read ${open.map((path) => basename(path))}`);
}

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** A right PIN, a wrong one, and one that is refused for what stands beside it. */
async function usePins(target: Target): Promise<readonly string[]> {
  const [right = '', wrong = '', beside = ''] = Array.from({ length: 3 }, randomPin);
  const person = await enrol(target, { pin: right });
  const outcomes = [
    outcomeOf(await verify(target, person, right)),
    outcomeOf(await verify(target, person, wrong)),
    outcomeOf(await verify(target, person, beside, { more: true })),
  ];
  mustBeSo(outcomes.join() === 'verified,wrong,request_malformed', `answered: ${outcomes}`);
  return [right, wrong, beside];
}

/** Twelve digits that no policy refuses. */
function randomPin(): string {
  const pin = BEGIN + String(randomInt(100_000, 1_000_000));
  const odd = /19|20|[01]\d[0-3]\d|(\d)\1/.test(pin.slice(4)) || new Set(pin).size < 6;
  return odd ? randomPin() : pin;
}

/** Neither in what it wrote, nor in its memory once a call is over. */
async function atRest(
  { pid, dataDir, adminKey, log }: Target,
  pins: readonly string[],
  temporary: string,
): Promise<void> {
  const paths = [dataDir, temporary].flatMap(everyFile);
  const written = paths.map((path) => [path, readFileSync(path)] as const);
  for (const pin of pins) {
    mustHold(!log().includes(pin), 'a PIN is in the log');
    for (const [path, bytes] of written) {
      const isIn = inMemory(pin).some((way) => bytes.includes(way));
      mustHold(!isIn, `a PIN is in ${basename(path)}`);
    }
  }
  await wait(FORGOTTEN_AFTER_MS);
  mustBeSo(searchMemory(pid, [adminKey]).length > 0, 'a search of its memory finds nothing');
  const found = searchMemory(pid, pins);
  mustHold(found.length === 0, `a PIN is still in its memory, at ${found[0]?.where}`);
}

/** Started by somebody so that the runtime would show what it holds. */
async function startedOpen(arena: Arena): Promise<void> {
  const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a debugger': { NODE_OPTIONS: '--inspect=0' },
    'heap snapshots': { NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' },
    'reports by a signal': { NODE_OPTIONS: '--report-on-signal' },
    'what it reads in its log': { NODE_DEBUG: 'http,stream' },
  };
  for (const [what, environment] of Object.entries(ways)) {
    const started = await arena.start({ mode: 'serve', environment }).then(
      (target) => target,
      () => undefined,
    );
    await started?.stop();
    mustHold(started === undefined, `it was started with ${what} on`);
  }
}
