import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'ldapts';
import { cpuSecondsOf, freePort, startBeside, stopBeside } from './child-process.mjs';
import { keepFor, readOptions } from './keep.mjs';
import { ADMIN, makeDirectory, PEOPLE } from './openldap-directory.mjs';

// The distribution's OpenLDAP as a server of its own: mdb, ppolicy, and Argon2 by its module, which
// hashes with the parameters that each stored hash names.
const options = readOptions();
const READY_MAX_MS = 30_000;
const adminPassword = randomBytes(16).toString('hex');
const configuration = await makeDirectory({ ...options, adminPassword });
const port = await freePort();
const url = `ldap://127.0.0.1:${port}`;
// With a debug level, be it none, it stays in the foreground.
const child = startBeside(options.slapd, ['-d', '0', '-f', configuration, '-h', url]);
const admin = await signedIn();

keepFor({
  ready: { port, people: PEOPLE },
  figures: async () => ({ evaluated: await failures(), cpuSeconds: cpuSecondsOf(child.pid) }),
  stop: () => stopBeside(child, 'SIGINT'),
  dataDir: options.dataDir,
});

/** Every failed comparison leaves its time, to the microsecond, with the person it was about. */
async function failures() {
  const { searchEntries } = await admin.search(PEOPLE, {
    filter: '(pwdFailureTime=*)',
    attributes: ['pwdFailureTime'],
  });
  return searchEntries.reduce((sum, entry) => sum + [entry.pwdFailureTime].flat().length, 0);
}

async function signedIn() {
  for (const until = Date.now() + READY_MAX_MS; Date.now() < until; await wait(50)) {
    const client = new Client({ url });
    try {
      await client.bind(ADMIN, adminPassword);
      return client;
    } catch {
      // Not listening yet.
    }
  }
  throw new Error('OpenLDAP did not begin to listen');
}
