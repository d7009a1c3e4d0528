import type { DialectPad, PadPage } from '../../dialect.ts';
import { circlePadShape } from '../circle-shape.ts';
import { embeddedBy } from './embedded-by.ts';
import { finish } from './finish.ts';
import { judgeNewPin } from './judge-new-pin.ts';
import { proveAnswers } from './prove-answers.ts';
import { proveCurrentPin } from './prove-current-pin.ts';
import { renderPadFault } from './render-pad-fault.ts';
import { start } from './start.ts';

const page = { title: 'PIN', style: 'src/circle.css', mainId: 'w3s', embeddedBy } as const;

/** Both at the root of their origin: the SDK takes an origin and nothing longer (w3s 8.1). */
const pages: readonly PadPage[] = [
  { ...page, path: '/', script: 'src/circle/pin-page.ts' },
  { ...page, path: '/device-id', script: 'src/circle/device-id.ts' },
];

/** The hosted pages of the vendor's browser SDK, and what they call. */
export const pad: DialectPad = {
  shape: circlePadShape,
  pages,
  calls: [start, proveCurrentPin, proveAnswers, judgeNewPin, finish],
  renderFault: renderPadFault,
};
