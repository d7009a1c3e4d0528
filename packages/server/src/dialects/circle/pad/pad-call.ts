import type { TSchema } from 'typebox';
import type { Core } from '../../../core/core.ts';
import { json } from '../../call-shape.ts';
import type { PadCall, WireResponse } from '../../dialect.ts';
import { readJsonBytes } from '../../read-json.ts';
import type { FieldError } from '../answers.ts';
import { object, type Shape, type ShapeOf, schemaOf } from '../fields.ts';
import { refuseStep } from './refuse-step.ts';
import { type Admitted, admit, session } from './session.ts';

export interface Step<I> extends Admitted {
  readonly core: Core;
  readonly input: I;
}

interface StepParts<S extends Shape> extends Pick<PadCall, 'path' | 'summary'> {
  /** What it takes besides the session. */
  readonly input: S;
  readonly answer: TSchema;
  readonly run: (step: Step<ShapeOf<S>>) => Promise<WireResponse>;
}

/**
 * Fills the frame of what the page calls. What cannot be read is refused before any use case runs,
 * so it costs nothing; who may act is looked at before what they sent.
 */
export function defineStep<S extends Shape>(parts: StepParts<S>): PadCall {
  const { input, run, answer, ...address } = parts;
  return {
    ...address,
    shape: {
      request: [json(schemaOf({ session, ...input }))],
      answers: { 200: json(answer) },
    },
    handle: async (request, core, place) => {
      const body = readJsonBytes(request.body);
      const page = object({ session })(body, '');
      // The app's mistake: nobody at the page can mend it.
      if ('wrong' in page) return malformed(page.wrong, { closes: true });
      const admitted = await admit(core, request, page.value.session, place);
      if ('refused' in admitted) return admitted.refused;
      const read = object(input)(body, '');
      if ('wrong' in read) return malformed(read.wrong, { closes: false });
      return run({ ...admitted, core, input: read.value });
    },
  };
}

function malformed(
  wrong: readonly FieldError[],
  { closes }: { readonly closes: boolean },
): WireResponse {
  const message = wrong.map((each) => each.message).join('; ');
  return refuseStep(2, { message, closes });
}
