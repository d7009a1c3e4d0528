import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new admin key: 256 bits, recognisable by secret scanners. */
export function makeAdminKey(): string {
  return `pt_admin_${randomBytes(32).toString('base64url')}`;
}

/** A check that takes the same time for every wrong key, whatever its length. */
export function adminKeyCheck(adminKey: string): (presented: string) => boolean {
  const expected = sha256(adminKey);
  return (presented) => timingSafeEqual(sha256(presented), expected);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
