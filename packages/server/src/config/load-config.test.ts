import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.ts';

const dir = mkdtempSync(join(tmpdir(), 'pintumbler-config-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

describe('the configuration', () => {
  it('has a working default for everything', () => {
    expect(loadConfig({}, {})).toMatchObject({ host: '127.0.0.1', port: 8080, padPort: 8081 });
  });

  it('takes flags before files of values, these before the environment, that before the file', () => {
    const PINTUMBLER_CONFIG = file(
      'config.json',
      '{"port": 1, "host": "file", "log-level": "warn"}',
    );
    const PINTUMBLER_HOST_FILE = file('host', 'value-file\n');
    const environment = { PINTUMBLER_CONFIG, PINTUMBLER_PORT: '2', PINTUMBLER_HOST: 'environment' };
    expect(loadConfig({}, environment)).toMatchObject({
      port: 2,
      host: 'environment',
      logLevel: 'warn',
    });
    const all = { ...environment, PINTUMBLER_HOST_FILE };
    expect(loadConfig({ port: '3' }, all)).toMatchObject({ port: 3, host: 'value-file' });
  });

  it('tells all problems at once, and never the value of a secret', () => {
    const environment = {
      PINTUMBLER_PORT: 'eighty',
      PINTUMBLER_ADMIN_KEY: 'hunter2',
      PINTUMBLER_LOG_LEVEL: 'loud',
      PINTUMBLER_CONFIG: file('odd.json', '{"prot": 1}'),
      PINTUMBLER_KEYRING_FILE: join(dir, 'missing'),
    };
    const attempt = () => loadConfig({}, environment);
    expect(attempt).toThrow(ConfigError);
    try {
      attempt();
    } catch (error) {
      const { problems, message } = error as ConfigError;
      expect(problems).toHaveLength(5);
      expect(message).toContain('no setting "prot"');
      expect(message).not.toContain('hunter2');
    }
  });

  it('says what is missing beside a mail server or a gateway', () => {
    const PINTUMBLER_SMTP_URL = 'smtps://ann:hunter2@mail.example.com';
    const environment = { PINTUMBLER_SMTP_URL, PINTUMBLER_SMS_URL: 'https://sms.example.com/send' };
    expect(problemsOf(environment)).toEqual([
      expect.stringContaining('PINTUMBLER_MAIL_FROM (--mail-from) must be the address'),
      expect.stringContaining('PINTUMBLER_SMS_SECRET must be the secret'),
    ]);
    expect(problemsOf({ ...environment, PINTUMBLER_MAIL_FROM: 'Ann <ann@example.com>' })).toEqual([
      expect.stringContaining('PINTUMBLER_MAIL_FROM (--mail-from) must be one address'),
      expect.stringContaining('PINTUMBLER_SMS_SECRET must be the secret'),
    ]);
    expect(problemsOf(environment).join()).not.toContain('hunter2');
  });
});

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig({}, environment);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}
