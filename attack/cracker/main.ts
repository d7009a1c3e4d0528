import { crack } from './crack.ts';
import { runDrills } from './drill-main.ts';

// `npm run crack -- <files>`: what a thief of these files would get. Nothing is printed but numbers
// and names: a report must not become the loot.
// `npm run crack -- --drill <people>`: the same with servers of its own, whose PINs it knows.
const USAGE = `npm run crack -- <file>...
  Databases (name the -wal file too), exports, backups, settings. Without the keyring it must find nothing.
npm run crack -- --drill <people>
  Gives people PINs at a server on either engine, steals everything but its keys, and has to get none;
  and all of them out of plain Argon2id hashes. 10,000 people take half an hour.`;

const say = (line: string) => console.error(`[crack] ${line}`);
const paths = process.argv.slice(2);
const people = paths[0] === '--drill' ? Number(paths[1]) : 0;
if (paths.length === 0 || Number.isNaN(people)) {
  console.error(USAGE);
  process.exit(2);
}
if (people > 0) process.exit((await runDrills(people, say)) ? 0 : 1);
const report = await crack(paths, say);
for (const { tenant, subject } of report.pins) console.log(`found ${tenant}/${subject}`);
console.log(`${report.pins.length} PINs found; ${report.keysTried} possible keys were tried`);
process.exit(report.pins.length === 0 ? 0 : 1);
