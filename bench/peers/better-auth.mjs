import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { ownCpuSeconds } from './child-process.mjs';
import { keepFor, readOptions } from './keep.mjs';

// better-auth as its documentation sets it up: SQLite, e-mail and password, the rate limiter on. The
// hash is ours instead of scrypt, by the option it has for that, and counts how often it is asked.
const { dataDir, cost, guessesMax, windowSeconds } = readOptions();

// The durability of our own server.
const database = new DatabaseSync(join(dataDir, 'better-auth.db'));
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');

let evaluated = 0;
const argon2 = {
  memoryCost: cost.memoryKib,
  timeCost: cost.passes,
  parallelism: cost.lanes,
};
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();

const auth = betterAuth({
  database,
  secret: randomBytes(32).toString('hex'),
  baseURL: `http://127.0.0.1:${port}`,
  telemetry: { enabled: false },
  emailAndPassword: {
    enabled: true,
    autoSignIn: false,
    minPasswordLength: 6,
    password: {
      hash: (password) => hash(password, argon2),
      verify: (given) => {
        evaluated += 1;
        return verify(given.hash, given.password);
      },
    },
  },
  rateLimit: {
    enabled: true,
    customRules: { '/sign-in/email': { window: windowSeconds, max: guessesMax } },
  },
  advanced: { ipAddress: { ipAddressHeaders: ['x-forwarded-for'] } },
});
const { runMigrations } = await getMigrations(auth.options);
await runMigrations();
server.on('request', toNodeHandler(auth));

keepFor({
  ready: { port },
  figures: () => ({ evaluated, cpuSeconds: ownCpuSeconds() }),
  stop: () => database.close(),
  dataDir,
});
