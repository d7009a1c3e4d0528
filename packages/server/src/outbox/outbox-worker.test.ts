import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOutboxWorker, type OutboxWork, type OutboxWorker } from './outbox-worker.ts';

const stopping: OutboxWorker[] = [];
afterEach(async () => {
  for (const worker of stopping.splice(0)) await worker.stop();
});

function setUp(work: Partial<OutboxWork> = {}, pollEveryMs = 10) {
  const errors: string[] = [];
  const log = { error: (_detail: object, text: string) => void errors.push(text) };
  const nothing = {
    ...{ begin: async () => undefined, ended: async () => undefined },
    ...{ close: () => undefined, cutOff: () => undefined },
  };
  const options = { what: 'letters', work: () => ({ ...nothing, ...work }), log, pollEveryMs };
  const worker = createOutboxWorker(options);
  stopping.push(worker);
  return { worker, errors };
}

describe('the worker of an outbox', () => {
  it('looks again and again, once at a time, however often it is started', async () => {
    let [turns, atOnce, most] = [0, 0, 0];
    const { worker } = setUp({
      async begin() {
        turns += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
      },
    });
    worker.start();
    worker.start();
    await vi.waitFor(() => expect(turns).toBeGreaterThan(3));
    expect(most).toBe(1);
  });

  it('says what it could not read, and goes on', async () => {
    let turns = 0;
    const { worker, errors } = setUp({
      async begin() {
        turns += 1;
        if (turns === 1) throw new Error('disk full');
      },
    });
    worker.start();
    await vi.waitFor(() => expect(turns).toBeGreaterThan(1), 3_000);
    expect(errors).toEqual(['due letters could not be read']);
  });

  it('cuts off what does not end by itself, and begins nothing after its stop', async () => {
    const heard: string[] = [];
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { worker } = setUp({
      begin: async () => void heard.push('begin'),
      close: () => void heard.push('close'),
      ended: () => ended,
      cutOff() {
        heard.push('cut off');
        end();
      },
    });
    worker.start();
    await vi.waitFor(() => expect(heard).toContain('begin'));
    await worker.stop();
    worker.start();
    worker.wake();
    expect(heard.filter((each) => each !== 'begin')).toEqual(['close', 'cut off']);
    expect(heard.at(-1)).toBe('cut off');
  });
});
