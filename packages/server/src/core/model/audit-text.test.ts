import { describe, expect, it } from 'vitest';
import { auditText } from './audit-text.ts';
import type { TrailEntry } from './trail.ts';

function entryWith(reason: string | null): TrailEntry {
  return {
    seq: 7,
    entry: {
      ...{ at: 0, tenant: 'acme', action: 'pin.verify', outcome: 'wrong', subject: 'ann' },
      ...{ purpose: 'login', actor: 'key', dialect: 'native', source: '::1', requestId: 'r' },
      reason,
    },
    link: { lane: 'lane', number: 3, mac: 'mac', place: null },
  };
}

async function write(reason: string | null, format: 'csv' | 'jsonl'): Promise<string> {
  async function* entries() {
    yield [entryWith(reason)];
  }
  let text = '';
  for await (const piece of auditText(entries(), format)) text += piece;
  return text;
}

describe('a table for a spreadsheet', () => {
  it('has a head and a line for each entry', async () => {
    expect(await write(null, 'csv')).toBe(
      '"seq","at","tenant","action","outcome","subject","purpose","actor","dialect","source",' +
        '"requestId","reason","lane","number"\r\n' +
        '"7","1970-01-01T00:00:00.000Z","acme","pin.verify","wrong","ann","login","key","native",' +
        '"::1","r","","lane","3"\r\n',
    );
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['\r1', `"'\r1"`],
    ['＝1+1', `"'＝1+1"`],
    ['a=1', '"a=1"'],
    ['two\nlines, "quoted"', '"two\nlines, ""quoted"""'],
  ])('runs nothing and keeps the text: %j', async (reason, cell) => {
    expect(await write(reason, 'csv')).toContain(`"r",${cell},"lane"`);
  });
});

describe('JSON lines', () => {
  it('hold what was said, as it was said', async () => {
    const [line = '', rest] = (await write('=1\n"x"', 'jsonl')).split('\n');
    expect(JSON.parse(line)).toMatchObject({
      ...{ seq: 7, reason: '=1\n"x"', chain: { lane: 'lane', number: 3 } },
    });
    expect(rest).toBe('');
  });
});
