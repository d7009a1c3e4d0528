import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { url as inspectorAddress } from 'node:inspector';
import { SETTINGS, type Setting } from './settings.ts';

/** Flags of the runtime by which memory, bodies or keys of TLS leave the process. */
const EXPOSING =
  /^--(inspect|cpu-prof|heap-prof|heapsnapshot|report|diagnostic-dir|prof|perf|tls-keylog|abort-on-uncaught)/;
/** The same as variables: they have the runtime print what it reads. */
const EXPOSING_VARIABLES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'NODE_V8_COVERAGE', 'SSLKEYLOGFILE'];

const STDERR = 2;

/** What was given at the start that would show memory to others. */
export function exposures(
  flags: readonly string[] = process.execArgv,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const options = (environment['NODE_OPTIONS'] ?? '').split(/[\s"']+/);
  // The runtime reads underscores in its flags as dashes.
  const given = [...flags, ...options].map(
    (flag) => flag.split('=')[0]?.replaceAll('_', '-') ?? '',
  );
  const variables = EXPOSING_VARIABLES.filter((name) => environment[name]);
  return [...new Set([...given.filter((flag) => EXPOSING.test(flag)), ...variables])];
}

/**
 * Keeps what is in memory from others: no debugger, no reports, profiles or heap snapshots, no
 * memory in core dumps. Throws where the process was started so that one of them is on. Answers what it
 * could not do itself, as advice to the operator.
 */
export function guardProcess(): readonly string[] {
  const exposed = exposures();
  if (exposed.length > 0) refuse(exposed);
  if (inspectorAddress() !== undefined) refuse(['a debugger']);
  // The runtime's own answer to this signal is to open the debugger's port.
  process.on('SIGUSR1', () => undefined);
  const { report } = process;
  report.reportOnFatalError = false;
  report.reportOnSignal = false;
  report.reportOnUncaughtException = false;
  return keepOutOfCores();
}

function refuse(exposed: readonly string[]): never {
  throw new Error(
    `pintumbler serve does not run with ${exposed.join(', ')}: PINs and keys in its memory could be ` +
      'read that way. Take it out of the command line and NODE_OPTIONS.',
  );
}

const FILTER = '/proc/self/coredump_filter';

/** A core dump holds what this filter lets through, however large it may be and wherever it goes. */
function keepOutOfCores(): readonly string[] {
  try {
    writeFileSync(FILTER, '0');
    if (/^0+$/.test(readFileSync(FILTER, 'utf8').trim())) return [];
  } catch {
    // Not Linux, or a sandbox without /proc.
  }
  return coresAreOff()
    ? []
    : ['core dumps of this process would hold PINs and keys: start it with a core size limit of 0'];
}

function coresAreOff(): boolean {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    return /^Max core file size\s+0\s/m.test(limits);
  } catch {
    return false;
  }
}

/** Takes the secrets out of the environment: what this process starts, or reports, has none of them. */
export function forgetSecrets(environment: Record<string, string | undefined> = process.env): void {
  for (const { secret, env } of Object.values(SETTINGS) as Setting<unknown>[]) {
    if (secret) delete environment[env];
  }
}

/**
 * What to say of an error nobody caught: its kind and where it was thrown. Not its message: that quotes
 * what could not be read, and the runtime would print the source line and every field beside it.
 */
export function tellCrash(error: unknown): object {
  if (!(error instanceof Error)) return { kind: 'not an error', at: [] };
  const { name, message, stack = '' } = error;
  const { code } = error as { readonly code?: unknown };
  const trace = message === '' ? stack : stack.slice(stack.lastIndexOf(message) + message.length);
  return {
    kind: /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error',
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) && { code }),
    at: trace.split('\n').flatMap((line) => /^ {4}at (.*)$/.exec(line)?.[1] ?? []),
  };
}

/** Ends the process on an error nobody caught, with one line that tells no secret. */
export function endOnCrash(): void {
  process.on('uncaughtException', (error: unknown) => {
    const line = { level: 'fatal', time: new Date().toISOString(), ...tellCrash(error) };
    try {
      writeSync(STDERR, `${JSON.stringify({ ...line, msg: 'an error nobody caught' })}\n`);
    } catch {
      // Nobody reads the log; the process ends all the same.
    }
    process.exit(1);
  });
}
