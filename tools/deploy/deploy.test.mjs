import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '../../packages/server/src/config/settings.ts';
import { root } from '../workspace/root.mjs';

/*
 * What can be known about deploy/ without a container engine, systemd or a cluster. What was tried with the real
 * tools, by hand, is in deploy/README.md.
 */
const deploy = join(root, 'deploy');
const read = (path) => readFileSync(join(deploy, path), 'utf8');
const chart = 'helm/pintumbler';
const templates = readdirSync(join(deploy, chart, 'templates')).map(
  (name) => `${chart}/templates/${name}`,
);
const dockerfile = read('docker/Dockerfile');
const compose = parse(read('docker/compose.yaml'));
const unit = read('systemd/pintumbler.service');
const values = parse(read(`${chart}/values.yaml`));
const known = new Set(Object.values(SETTINGS).flatMap(({ env }) => [env, `${env}_FILE`]));

it.each(['docker/Dockerfile', 'docker/compose.yaml', 'systemd/pintumbler.service', ...templates])(
  '%s names no setting that the server does not have',
  (path) => {
    const names = read(path).match(/\bPINTUMBLER_[A-Z]+(_[A-Z]+)*\b/g) ?? [];
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  },
);

describe('the Dockerfile', () => {
  it('is one, without warnings', () => {
    expect(
      validate(dockerfile).map(({ message, range }) => `${range.start.line}: ${message}`),
    ).toEqual([]);
  });

  it('runs the server as a user without rights, and hands signals to it', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(
      /^ENTRYPOINT \["node", "--disable-sigusr1", "packages\/server\/dist\/main\.js"\]$/m,
    );
    expect(dockerfile).not.toMatch(/^ADD |latest|curl |wget /m);
  });

  it('copies only what is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
      from.split(' '),
    );
    const there = copied.filter((path) => path !== '.');
    for (const path of there) expect(readFileSync(join(root, path), 'utf8')).not.toBe('');
    const ignore = read('docker/Dockerfile.dockerignore');
    for (const path of there) expect(ignore).toContain(`!${path.split('/')[0]}`);
  });
});

describe('the compose file', () => {
  const { pintumbler } = compose.services;

  it('opens ports to this machine only, and gives the process no right it does not need', () => {
    for (const port of pintumbler.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(pintumbler).toMatchObject({ read_only: true, cap_drop: ['ALL'], user: 'node' });
    expect(pintumbler.security_opt).toContain('no-new-privileges:true');
  });

  it('keeps keys and data on volumes of their own, those of the image', () => {
    const [data, keys] = pintumbler.volumes.map((each) => each.split(':'));
    expect(Object.keys(compose.volumes)).toEqual([data[0], keys[0]]);
    expect(dockerfile).toContain(`VOLUME ["${data[1]}", "${keys[1]}"]`);
  });
});

describe('the systemd unit', () => {
  it('runs the packed server from where the guide installs it', () => {
    const main = '/opt/pintumbler/node_modules/@pintumbler/server/dist/main.js serve';
    expect(unit).toContain(`ExecStart=/opt/pintumbler/bin/node --disable-sigusr1 ${main}\n`);
  });

  it.each([
    ['NoNewPrivileges', 'true'],
    ['ProtectSystem', 'strict'],
    ['CapabilityBoundingSet', ''],
    ['LimitCORE', '0'],
    ['UMask', '0077'],
    ['User', 'pintumbler'],
    ['SystemCallFilter', '@system-service'],
  ])('has %s=%s', (name, value) => {
    expect(unit.split('\n')).toContain(`${name}=${value}`);
  });
});

describe('the chart', () => {
  const check = new Ajv2020({ strict: false }).compile(
    JSON.parse(read(`${chart}/values.schema.json`)),
  );
  const wrongs = (changed) =>
    check({ ...values, ...changed }) ? [] : check.errors.map((each) => each.instancePath);

  it('has values that its schema accepts', () => {
    expect(wrongs({})).toEqual([]);
    const urlSecret = { name: 'db', key: 'url' };
    expect(wrongs({ database: { kind: 'postgres', urlSecret } })).toEqual([]);
  });

  it.each([
    ['a database nobody speaks', { database: { kind: 'mysql' } }],
    [
      'PostgreSQL without its address',
      { database: { kind: 'postgres', urlSecret: { name: '', key: 'url' } } },
    ],
    ['PIN pages without TLS', { pad: { url: 'http://pin.example.com' } }],
    ['PIN pages below a path', { pad: { url: 'https://example.com/pin' } }],
    ['a keyring in the values', { keyring: { json: '{}' } }],
    ['a misspelt value', { replica: 3 }],
    ['a setting that is none', { settings: { HOST: 'x' } }],
  ])('has a schema that refuses %s', (_what, changed) => {
    expect(wrongs(changed)).not.toEqual([]);
  });

  it('uses in its templates no value that does not exist, and all that do', () => {
    const text = templates.map(read).join('\n');
    const aliased = text.replaceAll(/\$image\./g, '.Values.image.');
    const used = new Set(
      [...aliased.matchAll(/\.Values((\.\w+)+)/g)].map(([, path]) => path.slice(1)),
    );
    const missing = [...used].filter(
      (path) => path.split('.').reduce((at, name) => at?.[name], values) === undefined,
    );
    expect(missing).toEqual([]);
    const unused = leaves(values).filter(
      (leaf) => ![...used].some((path) => leaf === path || leaf.startsWith(`${path}.`)),
    );
    expect(unused).toEqual([]);
  });

  it('opens and closes every block of its templates', () => {
    for (const path of templates) {
      const text = read(path).replaceAll(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, '');
      const open = text.match(/\{\{-?\s*(if|range|with|define)\b/g) ?? [];
      const close = text.match(/\{\{-?\s*end\b/g) ?? [];
      expect(close, path).toHaveLength(open.length);
    }
  });

  it('is of the version that the server is', () => {
    const { version } = JSON.parse(
      readFileSync(join(root, 'packages/server/package.json'), 'utf8'),
    );
    expect(parse(read(`${chart}/Chart.yaml`))).toMatchObject({ version, appVersion: version });
  });
});

/** Paths of all values that hold no further names. */
function leaves(node, path = '') {
  const inner =
    typeof node === 'object' &&
    node !== null &&
    !Array.isArray(node) &&
    Object.keys(node).length > 0;
  if (!inner) return [path];
  return Object.entries(node).flatMap(([name, value]) =>
    leaves(value, path === '' ? name : `${path}.${name}`),
  );
}
