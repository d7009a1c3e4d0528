import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { bcryptCostLike } from './bcrypt-cost.mjs';
import { cpuSecondsOf, ownCpuSeconds, stopBeside } from './child-process.mjs';
import { keepFor, readOptions } from './keep.mjs';
import { startPostgres } from './postgres.mjs';

// parse-server on PostgreSQL with its account lockout on. It has no option for the hash: always
// bcrypt at cost 10. The module it takes bcrypt from is replaced before it is loaded, by one that
// makes hashes at the cost asked for and counts how often one is checked; checking costs what the
// stored hash says.
const { dataDir, cost, appId, guessesMax } = readOptions();
const bcryptLike = bcryptCostLike(cost);
const require = createRequire(import.meta.resolve('parse-server'));
const bcrypt = require('@node-rs/bcrypt');
let evaluated = 0;
require.cache[require.resolve('@node-rs/bcrypt')].exports = {
  hash: (password) => bcrypt.hash(password, bcryptLike.rounds),
  verify: (password, hash) => {
    evaluated += 1;
    return bcrypt.verify(password, hash);
  },
};
const { ParseServer } = require('parse-server');

const postgres = await startPostgres(dataDir);
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const parse = new ParseServer({
  databaseURI: postgres.uri,
  appId,
  masterKey: randomBytes(32).toString('hex'),
  serverURL: `http://127.0.0.1:${port}`,
  verifyServerUrl: false,
  accountLockout: { duration: 5, threshold: guessesMax },
  logsFolder: null,
  logLevel: 'error',
  silent: true,
});
await parse.start();
server.on('request', parse.app);

keepFor({
  ready: { port, ...bcryptLike },
  figures: () => ({
    evaluated,
    cpuSeconds: ownCpuSeconds() + cpuSecondsOf(postgres.child.pid),
  }),
  stop: () => stopBeside(postgres.child, 'SIGINT'),
  dataDir,
});
