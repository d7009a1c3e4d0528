import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

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

/**
 * JSON lines on stderr. What is logged is chosen field by field where it happens, never a request or
 * a body; the redaction here is the second line of defence, not the first.
 */
export function createLog(level: string): Log {
  const paths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '[redacted]' },
    },
    destination({ fd: 2, sync: false, minLength: 0 }),
  );
}
