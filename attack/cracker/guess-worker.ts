import { argon2Sync } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

// The runtime's own Argon2: with little memory it is faster than what the server hashes with.
const { pins } = workerData as { readonly pins: readonly string[] };

const PHC = /^\$argon2(id|i|d)\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/;

parentPort?.on('message', (phc: string) => parentPort?.postMessage(guess(phc)));

function guess(phc: string): string | null {
  const [, kind, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? [];
  if (kind === undefined) return null;
  const wanted = Buffer.from(tag, 'base64');
  const cost = {
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  };
  const algorithm = `argon2${kind as 'id' | 'i' | 'd'}` as const;
  const isRight = (pin: string) => argon2Sync(algorithm, { ...cost, message: pin }).equals(wanted);
  return pins.find(isRight) ?? null;
}
