import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** What a shell would report: a child ended by signal N has the exit code 128 + N. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a step (compiler, installer, test runner) to its end and answers `{ code, output }`.
 * `show`: 'none' keeps the output, 'stderr' also passes it on as it comes, 'inherit' leaves the
 * child our own streams and keeps nothing.
 *
 * A stop signal is handed to the child and ends us once the child is gone: an install or a
 * compiler that outlives its command would write into the tree behind the next one's back.
 */
export function runStep(command, args, { cwd, env, show = 'none' } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio });
    let output = '';
    let stoppedBy;
    const keep = (chunk) => {
      output += chunk;
      if (show === 'stderr') process.stderr.write(chunk);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
    const release = () => {
      for (const signal of STOP_SIGNALS) process.off(signal, stop);
    };
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      release();
      if (stoppedBy) process.exit(exitCodeOf(null, stoppedBy));
      resolve({ code: exitCodeOf(code, signal), output });
    });
  });
}
