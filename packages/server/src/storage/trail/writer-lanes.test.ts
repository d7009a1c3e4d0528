import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../core/model/audit.ts';
import { SealNotReady } from '../engine/engine.ts';
import { insertAudit } from '../queries/audit.ts';
import { WriterLanes } from './writer-lanes.ts';

const ENTRY: AuditEntry = {
  ...{
    at: 1,
    tenant: 'acme',
    action: 'pin.verify',
    outcome: 'wrong',
    subject: null,
    purpose: null,
  },
  ...{ actor: 'key', dialect: 'native', source: '::1', requestId: 'r', reason: null },
};
/** Texts stand for themselves: what is authenticated is what can be seen. */
const crypto = {
  mac: (tenant: string, text: string) => `${tenant} ${text}`,
  sign: (tenant: string, text: string) => `${tenant} ${text}`,
  isSigned: () => true,
};

function openLanes() {
  let lanes = 0;
  const newLane = () => `lane-${++lanes}`;
  const writer = new WriterLanes({ chain: 'chain', crypto, now: () => 1, newLane });
  let seq = 0;
  /** Lane and number an entry gets, in a transaction of this end. */
  const write = (fate: 'committed' | 'rolled_back' | 'unknown', tenant = 'acme'): unknown => {
    const { params } = writer.add(insertAudit({ ...ENTRY, tenant }), ++seq);
    writer.finish();
    writer.settle(fate);
    return params.slice(13, 15);
  };
  /** What an engine does before it tries again. */
  const prepare = (): number => {
    try {
      writer.finish();
    } catch (error) {
      if (!(error instanceof SealNotReady)) throw error;
      writer.settle('rolled_back');
      for (const { done } of error.preparations) done(undefined);
      return error.preparations.length;
    }
    return 0;
  };
  return { writer, write, prepare };
}

describe('the lanes of a writer', () => {
  it('are opened first, all that a transaction needs at once', () => {
    const { writer, write, prepare } = openLanes();
    writer.add(insertAudit(ENTRY), 1);
    writer.add(insertAudit({ ...ENTRY, tenant: 'other' }), 2);
    expect(prepare()).toBe(2);
    expect(write('committed')).toEqual(['lane-1', 1]);
    expect(write('committed', 'other')).toEqual(['lane-2', 1]);
  });

  it('go on with what was committed, and with nothing else', () => {
    const { writer, write, prepare } = openLanes();
    writer.add(insertAudit(ENTRY), 1);
    prepare();
    expect(write('committed')).toEqual(['lane-1', 1]);
    expect(write('rolled_back')).toEqual(['lane-1', 2]);
    expect(write('committed')).toEqual(['lane-1', 2]);
    expect(write('committed')).toEqual(['lane-1', 3]);
  });

  it('are left after a commit nobody can tell about: a number is never given twice', () => {
    const { writer, write, prepare } = openLanes();
    writer.add(insertAudit(ENTRY), 1);
    prepare();
    expect(write('committed')).toEqual(['lane-1', 1]);
    expect(write('unknown')).toEqual(['lane-1', 2]);
    writer.add(insertAudit(ENTRY), 9);
    expect(prepare()).toBe(1);
    expect(write('committed')).toEqual(['lane-2', 1]);
  });

  it('authenticate an entry with its place and the one before it', () => {
    const { writer, prepare } = openLanes();
    writer.add(insertAudit(ENTRY), 1);
    prepare();
    const [one, two] = [7, 8].map((seq) => writer.add(insertAudit(ENTRY), seq).params.at(-1));
    expect(one).toBe(
      'acme ["entry","","lane-1",1,7,[1,"acme","pin.verify","wrong",null,null,"key","native",' +
        '"::1","r",null]]',
    );
    expect(two).toContain(JSON.stringify(one));
    expect(two).toContain('"lane-1",2,8,');
  });
});
