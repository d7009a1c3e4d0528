import type { RowTarget } from '../../core/ports/row-mover.ts';
import type { EngineProfile } from '../engine/engine.ts';
import { openScratchEngine } from '../engine/sqlite/scratch-engine.ts';
import { openRowTarget, type TargetOptions } from './row-target.ts';

export interface Rehearsal {
  readonly target: RowTarget;
  close(): Promise<void>;
}

/** An empty database with the same schema, and as narrow, to write an import into before it counts. */
export async function openRehearsal(
  { nulInText }: EngineProfile,
  options: Omit<TargetOptions, 'mode'>,
): Promise<Rehearsal> {
  const scratch = openScratchEngine();
  const engine = { ...scratch, profile: { ...scratch.profile, nulInText } };
  const target = await openRowTarget(engine, { ...options, mode: 'fill' });
  return { target, close: () => scratch.close() };
}
