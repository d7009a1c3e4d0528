/* For pages: show somebody the hosted page of a challenge, and learn that they came back from it. */

export { unreachable } from '../unreachable.ts';
export { type Finished, type FinishOptions, finishPad } from './finish-pad.ts';
export type { LaunchOptions, PadResult, PadStatus } from './launch-options.ts';
export { launchPad } from './launch-pad.ts';
