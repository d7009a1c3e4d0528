import { checks } from './checks/check-list.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { took } from './workspace/say.mjs';

// `npm run check`: every promise that a program can verify, all of them even when one fails.
await ensureInstalled();
const print = (line) => process.stdout.write(`${line}\n`);
const startedAt = Date.now();
const failures = [];
for (const check of checks) {
  const checkStartedAt = Date.now();
  const remarks = [];
  const problems = await check.run((line) => remarks.push(line));
  if (problems.length > 0) failures.push({ ...check, problems });
  const verdict = problems.length === 0 ? 'ok    ' : 'failed';
  const remark = remarks.length > 0 ? `  ${remarks.join('; ')}` : '';
  print(`${verdict} ${check.name.padEnd(16)} ${took(checkStartedAt).padStart(7)}${remark}`);
}
for (const { name, problems, todo } of failures) {
  print(`\n${name}\n  ${problems.join('\n').split('\n').join('\n  ')}\n  What to do: ${todo}.`);
}
const verdict = failures.length === 0 ? 'all passed' : `${failures.length} failed`;
print(`\n${checks.length} checks, ${verdict}, ${took(startedAt)}`);
process.exitCode = failures.length === 0 ? 0 : 1;
