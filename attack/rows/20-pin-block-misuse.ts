import { randomBytes } from 'node:crypto';
import { makePerson, type Person } from '../../packages/server/test/dialects/mixin/people.ts';
import { asTestServer } from '../doors.ts';
import { evaluatedGuesses } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Target } from '../target/target.ts';

const PIN = '482915';
const BLOCK = 16;

export const pinBlockMisuse: Row = {
  number: 20,
  title: 'PIN-block misuse',
  wants:
    'to learn or alter what is in a recorded PIN text (AES-CBC without a check value), block by block',
  holds:
    'the signature covers every byte; a broken padding and an absurd time are told in one answer, free of charge',
  quick: true,
  weakening: {
    what: 'says what was wrong with a PIN text',
    edits: [
      {
        file: 'dialects/mixin/sealed-pin.ts',
        find: '  return refuseUncounted(exchange, 20119, { reason: UNREADABLE });',
        put: '  return refuseUncounted(exchange, 20119, { reason });',
      },
    ],
    shows: /^a padding oracle: \d+ different answers to altered PIN texts$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const server = asTestServer(target);
    const [owner, other] = [await makePerson(server, PIN), await makePerson(server, PIN)];
    mustBeSo((await owner.verify(PIN)).data !== undefined, 'a PIN text is not taken at all');
    await paddingOracle(target, owner);
    await blocksElsewhere(target, owner, other);
    await foreignBlocks(target, owner);
  },
};

/** The client's own key sends them: whoever has a recorded text and the key, but not the secret. */
async function paddingOracle(target: Target, owner: Person): Promise<void> {
  const seen = new Map<string, string>();
  for (let each = 0; each < 200; each += 1) {
    const box = Buffer.from(owner.seal(PIN), 'base64url');
    // The block before the last decides its padding: one in 256 comes out right all the same.
    const at = box.length - 2 * BLOCK + (each % BLOCK);
    box[at] = (box[at] ?? 0) ^ (1 + (each % 255));
    const answer = await owner.ask('POST', '/pin/verify', { pin: box.toString('base64url') });
    if (answer.data !== undefined || answer.error?.extra?.['remaining'] !== undefined) continue;
    seen.set(JSON.stringify(answer.error), answer.text);
  }
  const absurd = owner.seal(PIN, { seconds: 1 });
  const late = await owner.ask('POST', '/pin/verify', { pin: absurd });
  seen.set(JSON.stringify(late.error), late.text);
  mustHold(
    seen.size === 1,
    `a padding oracle: ${seen.size} different answers to altered PIN texts`,
  );
  const evaluated = await evaluatedGuesses(target, owner.userId);
  mustHold(evaluated === 0, `altered PIN texts were evaluated ${evaluated} times`);
}

/** A text of one session, one field or one person in another's place. */
async function blocksElsewhere(target: Target, owner: Person, other: Person): Promise<void> {
  const taken = await other.ask('POST', '/pin/verify', { pin: owner.seal(PIN) });
  mustHold(taken.data === undefined, "a PIN text of one person was taken for another's");
  const cut = Buffer.from(owner.seal(PIN), 'base64url');
  const spliced = Buffer.concat([cut.subarray(0, BLOCK), cut.subarray(-BLOCK)]);
  for (const box of [
    cut.subarray(BLOCK),
    cut.subarray(0, -BLOCK),
    spliced,
    Buffer.concat([cut, cut]),
  ]) {
    const answer = await owner.ask('POST', '/pin/verify', { pin: box.toString('base64url') });
    mustHold(answer.data === undefined, 'a PIN text in pieces was taken');
  }
  const evaluated = await evaluatedGuesses(target, other.userId);
  mustHold(evaluated === 0, `a foreign PIN text was evaluated ${evaluated} times`);
  // Altered on its way: the token was made for other bytes.
  const body = JSON.stringify({ pin: owner.seal(PIN) });
  const authorization = `Bearer ${owner.token('POST', '/pin/verify', body)}`;
  const altered = { pin: owner.seal('111111') };
  const answer = await owner.ask('POST', '/pin/verify', altered, { authorization });
  mustHold(answer.data === undefined && answer.error?.code === 401, 'an altered request was read');
}

/** Blocks of payment terminals (ISO 9564 formats 0, 1 and 3) are no PINs here, and nothing opens them. */
async function foreignBlocks(target: Target, owner: Person): Promise<void> {
  const blocks = [
    '06482915FFFFFFFF',
    '16482915A1B2C3D4',
    '36482915ABCDEFAB',
    randomBytes(8).toString('hex'),
  ];
  for (const block of blocks) {
    for (const pin of [block, Buffer.from(block, 'hex').toString('base64')]) {
      const clear = await owner.ask('POST', '/pin/verify', { pin });
      const sealed = await owner.ask('POST', '/pin/verify', { pin: owner.seal(pin) });
      mustHold(!clear.data && !sealed.data, `the PIN block ${block} was taken for a PIN`);
    }
  }
  const evaluated = await evaluatedGuesses(target, owner.userId);
  mustHold(evaluated === 0, `PIN blocks were evaluated ${evaluated} times`);
}
