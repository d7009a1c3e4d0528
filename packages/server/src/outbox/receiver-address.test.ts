import { describe, expect, it } from 'vitest';
import { createReceiverRule, ON_PRIVATE_NETWORK } from './receiver-address.ts';

const rule = createReceiverRule({ allowPrivate: [], allowLoopback: false });
const devRule = createReceiverRule({ allowPrivate: [], allowLoopback: true });

describe('the text of an address', () => {
  it.each([
    'https://hooks.example/path?query=1',
    'https://hooks.example:8443',
    'https://hooks.example.',
    'https://8.8.8.8/x',
    'https://[2606:4700::1111]/',
    'HTTPS://bücher.example/ü',
  ])('%s is accepted', (url) => {
    expect(rule.refuse(url)).toBeNull();
  });

  it.each([
    ['http://hooks.example', 'address has to begin with https://'],
    ['ftp://hooks.example', 'address has to begin with https://'],
    ['file:///etc/passwd', 'address has to begin with https://'],
    ['javascript:alert(1)', 'address has to begin with https://'],
    ['https://ann:secret@hooks.example', 'address must not hold credentials'],
    ['https://:secret@hooks.example', 'address must not hold credentials'],
    ['https://hooks.example/#part', 'address must not have a fragment'],
    ['https://hooks.example/#', 'address must not have a fragment'],
    ['https://hooks.example:0/', 'port 0 cannot be reached'],
    ['https://hooks.example:65536/', 'address is not a valid URL'],
    ['https://hooks.example/a b', 'address is not a valid URL'],
    ['https://hooks.ex\nample/', 'address is not a valid URL'],
    [' https://hooks.example/', 'address is not a valid URL'],
    ['https://', 'address is not a valid URL'],
    ['hooks.example', 'address is not a valid URL'],
    ['https://[fe80::1%25lo]/', 'address is not a valid URL'],
    [`https://hooks.example/${'x'.repeat(2048)}`, 'address is longer than 2048 characters'],
  ])('%s is refused', (url, reason) => {
    expect(rule.refuse(url)).toBe(reason);
  });

  it.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://api.localhost/',
    'https://ⓛocalhost/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://0/',
    'https://127。0。0。1/',
    'https://１２７.0.0.1/',
    'https://①⑥⑨.254.169.254/',
    'https:10.0.0.1',
    'https:/\\10.0.0.1/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[0:0:0:0:0:FFFF:0A00:0001]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00:ec2::254]/',
  ])('%s is on a private network, however it is spelled', (url) => {
    expect(rule.refuse(url)).toBe(ON_PRIVATE_NETWORK);
  });
});

describe('in development', () => {
  it.each(['http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]:1/', 'https://localhost/'])(
    '%s is accepted',
    (url) => {
      expect(devRule.refuse(url)).toBeNull();
    },
  );

  it('plain HTTP stays on this machine, also when the name leads elsewhere by then', () => {
    expect(devRule.refuse('http://hooks.example/')).not.toBeNull();
    expect(devRule.refuse('http://10.0.0.1/')).not.toBeNull();
    const url = new URL('http://a.localhost/');
    expect(devRule.mayConnect(url, '127.0.0.1')).toBe(true);
    expect(devRule.mayConnect(url, '8.8.8.8')).toBe(false);
  });

  it('other private networks stay closed', () => {
    expect(devRule.refuse('https://192.168.1.1/')).toBe(ON_PRIVATE_NETWORK);
  });
});

describe('a range the operator opened', () => {
  const opened = createReceiverRule({ allowPrivate: ['10.20.0.0/16'], allowLoopback: false });

  it('is a target, over https, and nothing beside it is', () => {
    expect(opened.refuse('https://10.20.3.4/')).toBeNull();
    expect(opened.refuse('https://[::ffff:10.20.3.4]/')).toBeNull();
    expect(opened.mayConnect(new URL('https://hooks.example'), '10.20.3.4')).toBe(true);
    expect(opened.refuse('http://10.20.3.4/')).toBe('address has to begin with https://');
    expect(opened.refuse('https://10.21.3.4/')).toBe(ON_PRIVATE_NETWORK);
  });

  it('stops the start when it cannot be read', () => {
    expect(() => createReceiverRule({ allowPrivate: ['10.20'], allowLoopback: false })).toThrow(
      '10.20',
    );
  });
});
