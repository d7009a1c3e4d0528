import { runTests } from './workspace/run-tests.mjs';

// `npm test`: the whole suite on SQLite and the heart of it on PostgreSQL, or what the arguments
// select, on both (`npm test -- packages/server/test/native`).
await runTests(process.argv.slice(2), { everything: false });
