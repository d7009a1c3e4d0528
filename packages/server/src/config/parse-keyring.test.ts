import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.ts';
import { parseKeyring } from './parse-keyring.ts';

const MODULE = '?module-path=/usr/lib/softhsm/libsofthsm2.so';

describe('the place of the keyring', () => {
  it('is a file, in the data directory unless it is named', () => {
    expect(parseKeyring('')).toEqual({ kind: 'file', path: '' });
    expect(parseKeyring('/var/lib/keys.json')).toEqual({
      kind: 'file',
      path: '/var/lib/keys.json',
    });
  });

  it('is a key in a token, by an RFC 7512 URI', () => {
    const uri = `pkcs11:token=My%20token;object=wrap;id=%01%ff;type=secret-key${MODULE}`;
    expect(parseKeyring(uri)).toEqual({
      kind: 'pkcs11',
      module: '/usr/lib/softhsm/libsofthsm2.so',
      token: { token: 'My token' },
      key: { label: 'wrap', id: Buffer.from([0x01, 0xff]) },
    });
    expect(parseKeyring(`pkcs11:slot-id=3;id=%01${MODULE}`)).toMatchObject({
      token: { slotId: 3 },
    });
  });

  it.each([
    [`pkcs11:object=a${MODULE}&pin-value=1234`, /must not have pin-value.*PIN_FILE/],
    [`pkcs11:object=a;pin-value=1234${MODULE}`, /must not have pin-value/],
    [`pkcs11:object=a${MODULE}&pin-source=file:/x`, /must not have pin-source/],
    ['pkcs11:object=a', /module-path/],
    ['pkcs11:object=a?module-path=softhsm.so', /module-path/],
    [`pkcs11:token=a${MODULE}`, /must name the wrapping key/],
    [`pkcs11:object=a;object=b${MODULE}`, /must not have object twice/],
    [`pkcs11:object=a;vendor=b${MODULE}`, /must not have vendor/],
    [`pkcs11:object=a;type=private${MODULE}`, /secret-key/],
    [`pkcs11:object=%zz${MODULE}`, /RFC 7512/],
    [`pkcs11:object=a;slot-id=x${MODULE}`, /slot-id/],
    ['http://vault.example.com/v1/transit/keys/a', /https/],
    ['https://vault.example.com/v1/transit', /address of a key/],
    ['https://user:secret@vault.example.com/v1/transit/keys/a', /address of a key/],
    ['https://vault.example.com/v1/transit/keys/a?x=1', /address of a key/],
    ['environment:', /must be a path/],
    ['vault://x', /must be a path/],
  ])('is refused when it is half said, or says a secret: %s', (text, words) => {
    expect(() => parseKeyring(text)).toThrow(words);
  });

  it('is a key of a transit service', () => {
    const expected = {
      kind: 'transit',
      engine: 'https://vault.example.com:8200/v1/a/b',
      key: 'k-1',
    };
    expect(parseKeyring('https://vault.example.com:8200/v1/a/b/keys/k-1')).toEqual(expected);
    const near = parseKeyring('http://127.0.0.1:8100/v1/transit/keys/k');
    expect(near).toMatchObject({ engine: 'http://127.0.0.1:8100/v1/transit' });
  });

  it('says what is missing or left over beside it', () => {
    const problems = (environment: Record<string, string>) => {
      try {
        loadConfig({}, environment);
      } catch (error) {
        if (error instanceof ConfigError) return error.problems.join();
      }
      return '';
    };
    const at = (PINTUMBLER_KEYRING: string) => ({ PINTUMBLER_KEYRING });
    expect(problems(at('env:'))).toMatch(/KEYRING_KEYS must be/);
    expect(problems(at(`pkcs11:object=a${MODULE}`))).toMatch(/KEYRING_PIN must be/);
    expect(problems(at('https://v.example.com/v1/transit/keys/a'))).toMatch(
      /KEYRING_TOKEN must be/,
    );
    expect(problems({ PINTUMBLER_KEYRING_KEYS: '{"hunter2":1}' })).toMatch(/must be env:/);
    expect(problems({ PINTUMBLER_KEYRING_KEYS: '{"hunter2":1}' })).not.toContain('hunter2');
  });
});
