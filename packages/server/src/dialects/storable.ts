import { type TStringOptions, Type } from 'typebox';
import { isStorable } from '../core/model/storable-text.ts';

/** A field of free text that is kept as it is; not empty, unless `minLength` says so. */
export function storable(options: TStringOptions) {
  return Type.Refine(
    Type.String({ minLength: 1, ...options }),
    isStorable,
    () => 'must be well-formed Unicode text without zero bytes',
  );
}
