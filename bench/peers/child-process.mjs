import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** What Linux counts CPU time in, on every architecture. */
const TICKS_PER_SECOND = 100;

/** A server in another language, in the foreground; it goes when this process goes. */
export function startBeside(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('error', (error) => {
    throw error;
  });
  child.once('exit', (code, signal) => {
    process.off('exit', kill);
    if (!child.stopping) throw new Error(`${command} ended (${code ?? signal})`);
  });
  return child;
}

/** Asks it to end, and waits until it has. */
export async function stopBeside(child, signal) {
  child.stopping = true;
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/**
 * CPU seconds so far of a process and its children, those that ended included. Other systems than
 * Linux have no /proc: there the bench takes this time for a stranger's and says NOISY.
 */
export function cpuSecondsOf(pid) {
  if (!existsSync('/proc/self/stat')) return 0;
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== undefined && (stat.pid === pid || stat.parent === pid))
    .reduce((sum, stat) => sum + stat.ticks + (stat.pid === pid ? stat.endedTicks : 0), 0);
  return ticks / TICKS_PER_SECOND;
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold blanks; what follows it does not.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) =>
      Number(fields[at]),
    );
    return { pid, parent, ticks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
}

/** CPU seconds of this very process. */
export function ownCpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** A port of the loopback address that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
