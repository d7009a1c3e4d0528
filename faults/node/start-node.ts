import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FaultPoint } from './fault-points.ts';
import type { FromNode, NodeOptions, ToNode } from './messages.ts';

const ENTRY = fileURLToPath(new URL('./fault-node.ts', import.meta.url));

/** A running server. */
export interface FaultNode {
  readonly pid: number;
  readonly baseUrl: string;
  /** Resolves when the process is gone, however it went. */
  readonly gone: Promise<void>;
  /** From now on it ends itself at this point, as a power cut would end it. */
  dieAt(point: FaultPoint): Promise<void>;
  setClock(leadMs: number): Promise<void>;
  /** SIGKILL: nothing gets to clean up. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a node and resolves once it serves; throws with its last words when it does not. */
export async function startNode(
  options: NodeOptions,
  { environment = {} }: StartOptions = {},
): Promise<FaultNode> {
  mkdirSync(options.dataDir, { recursive: true });
  const logFile = `${options.ledger}.log`;
  const log = openSync(logFile, 'a');
  const child = fork(ENTRY, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', log, 'ipc'],
    // Not those of whoever runs the suite.
    execArgv: [],
    env: { ...process.env, ...environment },
  });
  closeSync(log);
  running.add(child);
  const gone = once(child, 'exit').then(() => {
    running.delete(child);
  });
  const hear = async (type: FromNode['type']): Promise<FromNode> => {
    const died = gone.then((): FromNode => {
      const words = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2_000) : '';
      throw new Error(`a node ended before it was ${type}:\n${words}`);
    });
    died.catch(() => undefined);
    const heard = once(child, 'message').then(([message]) => message as FromNode);
    const message = await Promise.race([heard, died]);
    if (message.type !== type) throw new Error(`a node said ${message.type} instead of ${type}`);
    return message;
  };
  const ask = async (message: ToNode, answer: FromNode['type']): Promise<void> => {
    const heard = hear(answer);
    child.send(message);
    await heard;
  };
  const ready = await hear('ready');
  return {
    pid: child.pid ?? 0,
    baseUrl: ready.type === 'ready' ? ready.baseUrl : '',
    gone,
    dieAt: (point) => ask({ type: 'die at', point }, 'armed'),
    setClock: (leadMs) => ask({ type: 'clock', leadMs }, 'clock set'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
