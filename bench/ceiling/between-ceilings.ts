import { DEFAULT_HASH_COST } from '../../packages/server/src/compose.ts';
import { argon2Ceiling } from './argon2-ceiling.ts';

/**
 * Measures something between two halves of its ceiling: what the bare hash can do drifts by a tenth
 * within seconds on a shared machine, and their mean is nearer to what it could just then.
 */
export async function betweenCeilings(
  measureMs: number,
  measure: () => Promise<number>,
): Promise<{ readonly ceiling: number; readonly measured: number }> {
  const half = () => argon2Ceiling(DEFAULT_HASH_COST, measureMs / 2);
  const before = await half();
  const measured = await measure();
  return { ceiling: (before + (await half())) / 2, measured };
}
