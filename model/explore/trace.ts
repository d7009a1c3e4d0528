import type { Step } from '../steps/step.ts';
import type { Space } from './space.ts';
import type { StateTable } from './state-table.ts';

/** What happened from the start to a state, in words: one step a line. */
export function traceTo({ packer, eachStep }: Space, table: StateTable, index: number): string[] {
  const lines: string[] = [];
  const words = new Uint32Array(packer.width);
  for (let child = index; table.parentOf(child) >= 0; child = table.parentOf(child)) {
    const target = table.read(child);
    const taken: Step[] = [];
    eachStep(packer.unpack(table.read(table.parentOf(child))), (step) => {
      packer.pack(step.after, words);
      if (words.every((word, at) => word === target[at])) taken.push(step);
    });
    lines.unshift(taken[0]?.tell() ?? 'something that cannot be told');
  }
  return lines;
}
