import { readDigest, readNumbers, readSalt } from './phc-string.ts';
import type { ScryptHash } from './stored-hash.ts';
import { requireWithin, unusableHash } from './unusable-hash.ts';

const COST_LOG2_MAX = 20;
const BLOCK_SIZE_MAX = 32;
const LANES_MAX = 16;
/** N times r, each worth 128 bytes of memory: 256 MiB. */
const BLOCKS_MAX = 2 ** 21;
/** N times r times p: what one guess takes is in proportion to it, about a second at the bound. */
const WORK_MAX = 2 ** 21;

/** `$scrypt$ln=16,r=8,p=1$salt$digest`, as the PHC has it and passlib writes it. */
export function readScrypt(parts: readonly string[]): ScryptHash {
  const [numbers = '', salt = '', digest = '', more] = parts;
  if (more !== undefined) throw unusableHash('it has more parts than scrypt has');
  const [costLog2 = 0, blockSize = 0, lanes = 0] = readNumbers(numbers, ['ln', 'r', 'p']);
  requireWithin(costLog2, [1, COST_LOG2_MAX], 'ln of scrypt');
  requireWithin(blockSize, [1, BLOCK_SIZE_MAX], 'r of scrypt');
  requireWithin(lanes, [1, LANES_MAX], 'p of scrypt');
  // RFC 7914, section 2: N is less than two to the power of 128 times r divided by 8.
  requireWithin(costLog2, [1, 16 * blockSize - 1], 'ln of scrypt with this r');
  const blocks = 2 ** costLog2 * blockSize;
  requireWithin(blocks, [0, BLOCKS_MAX], 'two to the power of ln, times r, of scrypt');
  requireWithin(
    blocks * lanes,
    [0, WORK_MAX],
    'two to the power of ln, times r times p, of scrypt',
  );
  return {
    ...{ algorithm: 'scrypt', costLog2, blockSize, lanes },
    salt: readSalt(salt),
    digest: readDigest(digest),
  };
}
