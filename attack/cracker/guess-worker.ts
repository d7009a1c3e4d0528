import { parentPort, workerData } from 'node:worker_threads';
import { hashRawSync } from '@node-rs/argon2';

const { pins } = workerData as { readonly pins: readonly string[] };

const PHC = /^\$argon2(id|i|d)\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/;

parentPort?.on('message', (phc: string) => parentPort?.postMessage(guess(phc)));

// The package declares them as constants of the type system, which are not there at run time.
const ALGORITHMS = { d: 0, i: 1, id: 2 };

function guess(phc: string): string | null {
  const [, kind, memory, passes, lanes, salt = '', tag = ''] = PHC.exec(phc) ?? [];
  if (kind === undefined) return null;
  const wanted = Buffer.from(tag, 'base64');
  const options = {
    algorithm: ALGORITHMS[kind as keyof typeof ALGORITHMS],
    salt: Buffer.from(salt, 'base64'),
    memoryCost: Number(memory),
    timeCost: Number(passes),
    parallelism: Number(lanes),
    outputLen: wanted.length,
  };
  return pins.find((pin) => hashRawSync(pin, options).equals(wanted)) ?? null;
}
