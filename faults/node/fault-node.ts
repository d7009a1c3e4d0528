import { flushCompileCache } from 'node:module';
import { compose } from '../../packages/server/src/compose.ts';
import { loadConfig } from '../../packages/server/src/config/load-config.ts';
import { breakOn } from './broken-variants.ts';
import { type FaultPoint, watchPath } from './fault-points.ts';
import { keepLedger } from './ledger.ts';
import { ADMIN_KEY, type FromNode, type NodeOptions, type ToNode } from './messages.ts';
import { shiftClock } from './shift-clock.ts';

// One server in a process of its own: production's composition, with watched parts. Everything
// that can go wrong on purpose is in this folder; the server knows nothing of it.
const options = JSON.parse(process.argv[2] ?? '') as NodeOptions;
let deadly: FaultPoint | undefined;

keepLedger(options.ledger);
watchPath((point) => {
  // The kernel ends us before this call returns: nothing is flushed, closed or answered.
  if (point === deadly) process.kill(process.pid, 'SIGKILL');
});
if (options.broken !== undefined) breakOn(options.broken);
const setLead = shiftClock(options.clockLeadMs ?? 0);

const config = loadConfig(
  {
    ...{ 'data-dir': options.dataDir, port: '0', 'pad-port': '0', 'admin-key': ADMIN_KEY },
    ...{ 'log-level': 'error' },
    ...(options.databaseUrl && { 'database-url': options.databaseUrl }),
    ...(options.keyring && { keyring: options.keyring }),
  },
  {},
);
const hashCost = { memoryKib: 8, passes: 1, lanes: 1 };
const server = await compose({ config, mode: 'dev', hashCost });
const { baseUrl } = await server.listen();

process.on('message', (message: ToNode) => {
  if (message.type === 'die at') {
    deadly = message.point;
    tell({ type: 'armed' });
  } else {
    setLead(message.leadMs);
    tell({ type: 'clock set' });
  }
});
// Nobody is left to ask anything: the suite ended or died.
process.on('disconnect', () => process.exit());
tell({ type: 'ready', baseUrl });
flushCompileCache();

function tell(message: FromNode): void {
  process.send?.(message);
}
