import { make } from '../make.ts';

const PLACE = /\{\{(?:pin|method)\}\}/;

/** The headline with its second part, highlighted, in its place. */
export function headline(text: string, part: string): readonly (Node | string)[] {
  const [before, after] = text.split(PLACE);
  if (before === undefined || after === undefined) return [text];
  return [before, make('span', { class: 'highlight' }, part), after];
}
