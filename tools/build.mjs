import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { say } from './workspace/say.mjs';

// `npm run build`: compiles what changed.
await ensureInstalled();
await ensureBuilt();
say('everything is built');
