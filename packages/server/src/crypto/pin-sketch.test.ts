import { describe, expect, it } from 'vitest';
import { Pin } from '../core/model/pin.ts';
import { createPinSketch } from './pin-sketch.ts';

const MOST = 20;
const HOUR_MS = 3_600_000;
const pin = (digits: string) => Pin.parse(digits) as Pin;
const guess = (subject: string, digits: string, wrong = true) => ({
  ...{ tenant: 'acme', purpose: 'login', subject, secret: pin(digits), wrong },
});

/** Notes what was typed, as the watch does in two steps. */
function sketchAt(elapsed: () => number) {
  const { cellOf, note, forget } = createPinSketch(elapsed);
  return {
    note: (each: ReturnType<typeof guess>, most: number) =>
      note({ ...each, cell: cellOf(each) }, most),
    forget,
  };
}

function setUp() {
  const time = { now: 0 };
  const sketch = sketchAt(() => time.now);
  /** How often it said that one PIN was tried on many. */
  const noteAll = (guesses: readonly ReturnType<typeof guess>[]) =>
    guesses.filter((each) => sketch.note(each, MOST)).length;
  return { time, sketch, noteAll };
}

const people = (count: number, digits: (nth: number) => string, from = 0) =>
  Array.from({ length: count }, (_, nth) => guess(`subject-${from + nth}`, digits(nth)));
const four = (nth: number) => String((nth * 7919) % 10_000).padStart(4, '0');

describe('a sketch of wrong PINs', () => {
  it('tells when one PIN is tried on many people, and once', () => {
    const { noteAll } = setUp();
    expect(noteAll(people(MOST - 2, () => '1907'))).toBe(0);
    expect(noteAll(people(12, () => '1907', MOST))).toBe(1);
  });

  it('counts people and not tries', () => {
    const { noteAll } = setUp();
    expect(noteAll(Array.from({ length: 500 }, () => guess('ann', '1907')))).toBe(0);
  });

  it('is not moved by many people who each get their own PIN wrong', () => {
    const { noteAll } = setUp();
    expect(noteAll(people(3_000, four))).toBe(0);
  });

  it('finds one PIN among those', () => {
    const { noteAll } = setUp();
    noteAll(people(300, four));
    expect(noteAll(people(150, () => '1907', 5_000))).toBeGreaterThan(0);
  });

  it('keeps nothing of right PINs', () => {
    const { sketch } = setUp();
    for (let nth = 0; nth < 500; nth += 1) {
      expect(sketch.note(guess(`subject-${nth}`, '1907', false), MOST)).toBe(false);
    }
    expect(sketch.note(guess('ann', '1907'), MOST)).toBe(false);
  });

  it('keeps tenants apart', () => {
    const { sketch } = setUp();
    const told = people(60, () => '1907').filter((each, nth) =>
      sketch.note({ ...each, tenant: `tenant-${nth % 4}` }, MOST),
    );
    expect(told).toHaveLength(0);
  });

  it('forgets after two hours, and after a day its key', () => {
    const { time, noteAll } = setUp();
    noteAll(people(MOST - 2, () => '1907'));
    time.now += HOUR_MS;
    noteAll([guess('ann', '0000')]);
    time.now += HOUR_MS;
    expect(noteAll(people(MOST - 2, () => '1907', 100))).toBe(0);
    time.now += 24 * HOUR_MS;
    expect(noteAll(people(MOST - 2, () => '1907', 200))).toBe(0);
  });

  it('forgets while nobody guesses, too', () => {
    const { time, noteAll } = setUp();
    noteAll(people(MOST - 2, () => '1907'));
    time.now += 2 * HOUR_MS;
    expect(noteAll(people(MOST - 2, () => '1907', 100))).toBe(0);
  });

  it('remembers over the turn of an hour', () => {
    const { time, noteAll } = setUp();
    noteAll(people(MOST - 2, () => '1907'));
    time.now += HOUR_MS;
    expect(noteAll(people(12, () => '1907', 100))).toBe(1);
  });
});

it('two sketches put the same PINs into cells of their own: nothing of one is good for another', () => {
  // Which PINs share a cell is what its key decides; two keys agree by chance only.
  const alike = (first: string, other: string) => {
    const sketch = sketchAt(() => 0);
    for (let nth = 0; nth < MOST - 2; nth += 1) sketch.note(guess(`a-${nth}`, first), MOST);
    let told = false;
    for (let nth = 0; nth < 12; nth += 1) told ||= sketch.note(guess(`b-${nth}`, other), MOST);
    return told;
  };
  const shared = Array.from({ length: 400 }, () => alike('1907', '8305')).filter(Boolean).length;
  expect(shared).toBeGreaterThan(0);
  expect(shared).toBeLessThan(40);
});
