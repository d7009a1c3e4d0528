import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECURITY_IMAGES } from '../core/model/security-prompt.ts';
import { loadSecurityImages } from './load-security-images.ts';

const SIGNATURE = Buffer.from([0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a]);
const BYTES_MAX = 8 * 1024;

const shipped = (name: (typeof SECURITY_IMAGES)[number]) =>
  Buffer.from(loadSecurityImages().png(name));

describe('the security images of packages/web', () => {
  it.each(SECURITY_IMAGES)('%s is a small PNG of 72 x 72', (name) => {
    const png = shipped(name);
    expect(png.subarray(0, 8)).toEqual(SIGNATURE);
    expect(png.toString('latin1', 12, 16)).toBe('IHDR');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([72, 72]);
    expect(png.length).toBeLessThan(BYTES_MAX);
  });

  it('are all different', () => {
    const contents = SECURITY_IMAGES.map((name) => shipped(name).toString('base64'));
    expect(new Set(contents).size).toBe(23);
  });
});

describe('loadSecurityImages', () => {
  let folder = '';
  const write = (png: Uint8Array) => writeFileSync(join(folder, 'apple.png'), png);
  const load = () => loadSecurityImages(folder).png('apple');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pintumbler-security-images-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads a picture when it is first asked for, and once', () => {
    const images = loadSecurityImages(folder);
    write(shipped('apple'));
    const first = images.png('apple');
    rmSync(join(folder, 'apple.png'));
    expect(images.png('apple')).toBe(first);
  });

  it('says which picture is missing and what to do, and finds it afterwards', () => {
    const images = loadSecurityImages(folder);
    expect(() => images.png('apple')).toThrow(/Cannot read .*apple\.png.* run npm run build/);
    write(shipped('apple'));
    expect(images.png('apple')).toHaveLength(shipped('apple').length);
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['another signature', () => shipped('apple').fill('GIF89a', 0, 6)],
    ['another width', () => shipped('apple').fill(71, 19, 20)],
    ['another height', () => shipped('apple').fill(73, 23, 24)],
    ['its end cut off', () => shipped('apple').subarray(0, -1)],
  ])('refuses a file with %s and says what to do', (_, content) => {
    write(content());
    expect(load).toThrow(/apple\.png is damaged: no PNG of 72 x 72.* run npm run build/);
  });
});
