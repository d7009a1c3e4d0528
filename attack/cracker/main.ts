import { crack } from './crack.ts';

// `npm run crack -- <files>`: what a thief of these files would get. Nothing is printed but numbers
// and names: a report must not become the loot.
const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error(
    'npm run crack -- <file>...\n  Databases (name the -wal file too), exports, backups, settings. Without the keyring it must find nothing.',
  );
  process.exit(2);
}
const report = await crack(paths, (line) => console.error(`[crack] ${line}`));
for (const { tenant, subject } of report.pins) console.log(`found ${tenant}/${subject}`);
console.log(`${report.pins.length} PINs found; ${report.keysTried} possible keys were tried`);
process.exit(report.pins.length === 0 ? 0 : 1);
