import { parseArgs } from 'node:util';
import { crack } from './crack.ts';
import { runDrills } from './drill-main.ts';

// `npm run crack -- <files>`: what a thief of these files would get. Nothing is printed but numbers
// and names: a report must not become the loot.
// `npm run crack -- --drill <people>`: the same with servers of its own, whose PINs it knows.
const USAGE = `npm run crack -- <file>...
  Databases (name the -wal file too), exports, backups, settings. Without the keyring it must find nothing.
npm run crack -- --drill <people> [--engine sqlite|postgres]
  Gives people PINs at a server on each engine, steals everything but its keys, and has to get none;
  and all of them out of plain Argon2id hashes. 10,000 people take half an hour.`;

const ENGINES = ['sqlite', 'postgres'] as const;
const say = (line: string) => console.error(`[crack] ${line}`);

const { values, positionals: paths } = parseArgs({
  options: { drill: { type: 'string' }, engine: { type: 'string' } },
  allowPositionals: true,
});
const engines = ENGINES.filter((each) => (values.engine ?? each) === each);
const people = Number(values.drill ?? 0);
const isUsable = values.drill === undefined ? paths.length > 0 : people > 0 && engines.length > 0;
if (!isUsable) {
  console.error(USAGE);
  process.exit(2);
}
if (people > 0) process.exit((await runDrills(people, engines, say)) ? 0 : 1);
const report = await crack(paths, say);
for (const { tenant, subject } of report.pins) console.log(`found ${tenant}/${subject}`);
console.log(`${report.pins.length} PINs found; ${report.keysTried} possible keys were tried`);
process.exit(report.pins.length === 0 ? 0 : 1);
