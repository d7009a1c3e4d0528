import { spawn } from 'node:child_process';
import { exitCodeOf } from './child.mjs';

const FOLLOW_PARENT = new URL('./follow-parent.mjs', import.meta.url);

/** npm and the terminal each deliver one Ctrl-C; a person's second one comes later than this. */
const SAME_KEYPRESS_MS = 2000;

/**
 * Runs the server with our streams and answers its exit code.
 *
 * The server gets a process group of its own. Otherwise a Ctrl-C reaches it from the terminal,
 * again through us, and once more because npm passes on what it got itself; a server that takes
 * the second signal for impatience would then drop requests it was about to finish. So signals
 * arrive here, and each one is handed on once. What the group no longer does, ending the server
 * when we are killed outright, `follow-parent.mjs` does over the extra pipe.
 */
export function runServer(node, args) {
  return new Promise((resolve, reject) => {
    const forwardedAt = new Map();
    let child;
    const forward = (signal) => {
      const before = forwardedAt.get(signal);
      forwardedAt.set(signal, Date.now());
      if (before === undefined || Date.now() - before > SAME_KEYPRESS_MS) child?.kill(signal);
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, forward);
    child = spawn(node, ['--import', FOLLOW_PARENT.href, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      env: { ...process.env, PINTUMBLER_TOOLS_PARENT_FD: '3' },
      detached: process.platform !== 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}
