import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TokenPlace } from '../../../core/model/keyring-place.ts';
import type { KeyWrapper } from '../key-wrapper.ts';
import type { TokenJob, TokenReply } from './token-messages.ts';

/** From source under the type-stripping runtime, else from the build. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const PROCESS = fileURLToPath(new URL(`./token-process.${EXTENSION}`, import.meta.url));

/** Network modules take some seconds; what takes longer hangs. */
const ANSWER_MAX_MS = 30_000;
const NOTHING = new Uint8Array();

/**
 * An AES-256 key in a PKCS#11 token, which it never leaves. Each use is a process of its own that loads
 * the vendor's library, signs in, and ends.
 */
export function createTokenWrapper(place: TokenPlace, pin: string): KeyWrapper {
  return {
    kind: 'pkcs11',
    describe: describe(place),
    async wrap(secret, binding) {
      const wrapped = await ask({ kind: 'wrap', place, pin, data: secret, binding });
      return Buffer.from(wrapped).toString('base64');
    },
    unwrap: (wrapped, binding) =>
      ask({ kind: 'unwrap', place, pin, data: Buffer.from(wrapped, 'base64'), binding }),
  };
}

/** Makes the wrapping key of the place in its token. Throws where there is one. */
export async function makeWrappingKey(place: TokenPlace, pin: string): Promise<void> {
  await ask({ kind: 'make-key', place, pin, data: NOTHING, binding: NOTHING });
}

function ask(job: TokenJob): Promise<Uint8Array> {
  // The PIN goes through a pipe: others on the machine can list arguments and variables. What the
  // library prints goes nowhere: nobody knows what is in it.
  const child = fork(PROCESS, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const fail = (said: string) =>
    reject(new Error(`${said} The keyring is wrapped by ${describe(job.place)}.`));
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    fail(`The PKCS#11 library ${job.place.module} did not answer within 30 seconds.`);
  }, ANSWER_MAX_MS);
  child.once('message', (reply: TokenReply) => {
    if (reply.ok) resolve(reply.data);
    else fail(reply.reason);
  });
  child.once('error', (error) => fail(`No process for the PKCS#11 library: ${error.message}.`));
  child.once('exit', () => clearTimeout(timer));
  // Comes after every message there was.
  child.once('disconnect', () =>
    fail(`The PKCS#11 library ${job.place.module} ended its process without an answer.`),
  );
  child.send(job);
  return promise;
}

function describe({ token, key }: TokenPlace): string {
  const name = token.token ?? token.serial ?? token.slotId ?? '';
  const label = key.label ?? (key.id === undefined ? '' : Buffer.from(key.id).toString('hex'));
  return `the key "${label}" of the token "${name}"`;
}
