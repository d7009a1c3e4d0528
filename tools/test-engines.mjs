import { runTests } from './workspace/run-tests.mjs';

// `npm run test:engines`: the whole suite on every engine, vendors' SDKs and browsers included.
await runTests(process.argv.slice(2), { everything: true });
