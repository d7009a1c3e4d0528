import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { root } from './workspace/root.mjs';
import { findRuntime } from './workspace/runtime.mjs';
import { runServer } from './workspace/server-process.mjs';

// `npm start`: from a fresh clone to a demo server. Further arguments go to the server.
//
// package.json says `exec node`: npm runs scripts through `sh -c`, and a shell that stays in
// between (Debian's does) dies of the SIGTERM that npm hands it without handing it on.
await ensureInstalled();
await ensureBuilt();
const main = join(root, 'packages/server/dist/main.js');
process.exit(await runServer(findRuntime(), [main, 'dev', ...process.argv.slice(2)]));
