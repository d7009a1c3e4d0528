import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';

const SUFFIX = 'dc=bench';
export const ADMIN = `cn=admin,${SUFFIX}`;
export const PEOPLE = `ou=people,${SUFFIX}`;

/** Writes the configuration of a server of its own and fills its database; answers the file. */
export async function makeDirectory(options) {
  const { dataDir, slapd } = options;
  const file = join(dataDir, 'slapd.conf');
  writeFileSync(file, configurationOf(options), { mode: 0o600 });
  mkdirSync(join(dataDir, 'mdb'));
  const input = (await entriesOf(options)).join('\n\n');
  execFileSync(slapd, ['-T', 'add', '-q', '-f', file], { input });
  return file;
}

function configurationOf({ dataDir, schema, modules, adminPassword }) {
  return `include ${join(schema, 'core.schema')}
modulepath ${modules}
moduleload back_mdb
moduleload ppolicy
moduleload argon2
pidfile ${join(dataDir, 'slapd.pid')}
access to attrs=userPassword by anonymous auth by * none
access to * by * none
database mdb
suffix ${SUFFIX}
rootdn ${ADMIN}
rootpw ${adminPassword}
directory ${join(dataDir, 'mdb')}
maxsize 1073741824
overlay ppolicy
ppolicy_default cn=policy,${SUFFIX}
`;
}

/**
 * The lock of ppolicy after `guessesMax` failures. `pwdMaxRecordedFailure` lets it keep the time of
 * every failure instead of the last few, which is how the bench counts; it changes no decision.
 */
async function entriesOf({ users, secret, cost, guessesMax }) {
  const argon2 = {
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: cost.lanes,
  };
  const people = users.map(async (user) => {
    const phc = await hash(secret, argon2);
    return `dn: uid=${user},${PEOPLE}
objectClass: person
objectClass: uidObject
uid: ${user}
cn: ${user}
sn: ${user}
userPassword: {ARGON2}${phc}`;
  });
  return [
    `dn: ${SUFFIX}
objectClass: dcObject
objectClass: organization
dc: bench
o: Bench`,
    `dn: cn=policy,${SUFFIX}
objectClass: applicationProcess
objectClass: pwdPolicy
cn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdLockoutDuration: 300
pwdMaxFailure: ${guessesMax}
pwdMaxRecordedFailure: 10000`,
    `dn: ${PEOPLE}
objectClass: organizationalUnit
ou: people`,
    ...(await Promise.all(people)),
  ];
}
