import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import sonicBoom from 'sonic-boom';

export interface Log extends Logger {
  /** Hands over what is still buffered, or gives up soon: a log nobody reads must not hold an exit. */
  finish(): Promise<void>;
}

/** Names that may carry a secret; their values never reach a log line, however deep they sit. */
const SECRET_NAMES = [
  'pin',
  'currentPin',
  'newPin',
  'new_pin',
  'code',
  'grant',
  'password',
  'secret',
  'authorization',
];

const STDERR = 2;
const BUFFER_MAX_BYTES = 4 * 1024 * 1024;
const FINISH_MAX_MS = 500;

/**
 * JSON lines on stderr. What is logged is chosen field by field where it happens, never a request or
 * a body; the redaction here is the second line of defence, not the first.
 *
 * A log that cannot be written (a full disk, a reader that hangs) loses lines, and nothing else:
 * PINs are served whether or not anybody can read about it.
 */
export function createLog(level: string): Log {
  const paths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  // Not pino's own destination: that one flushes at exit in a loop which a full disk never lets end.
  const output = new sonicBoom.SonicBoom({ fd: STDERR, sync: false, maxLength: BUFFER_MAX_BYTES });
  output.on('error', () => undefined);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '[redacted]' },
    },
    output,
  );
  const finish = async () => {
    const flushed = new Promise<void>((resolve) => output.flush(() => resolve()));
    await Promise.race([flushed, wait(FINISH_MAX_MS, undefined, { ref: false })]);
  };
  return Object.assign(logger, { finish });
}
