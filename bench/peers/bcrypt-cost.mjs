import { hashSync, verifySync } from '@node-rs/argon2';
import bcrypt from '@node-rs/bcrypt';

const SECRET = '739146';
const DEAREST = 12;
const TIMES = 25;

/**
 * bcrypt's cost comes in powers of two. Answers the highest one whose check takes no longer than
 * one of Argon2id, so that whoever hashes with it is never at a disadvantage, and both times in ms.
 */
export function bcryptCostLike(cost) {
  const options = {
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: cost.lanes,
  };
  const phc = hashSync(SECRET, options);
  const argon2Ms = medianMs(() => verifySync(phc, SECRET));
  let found = { rounds: 4, bcryptMs: checkMs(4), argon2Ms };
  for (let rounds = 5; rounds <= DEAREST; rounds += 1) {
    const bcryptMs = checkMs(rounds);
    if (bcryptMs > argon2Ms) break;
    found = { rounds, bcryptMs, argon2Ms };
  }
  return found;
}

function checkMs(rounds) {
  const stored = bcrypt.hashSync(SECRET, rounds);
  return medianMs(() => bcrypt.verifySync(SECRET, stored));
}

function medianMs(work) {
  const times = Array.from({ length: TIMES }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)];
}
