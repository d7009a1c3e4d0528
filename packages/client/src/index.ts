export { type ClientOptions, PintumblerClient } from './client.ts';
export { ProblemError } from './problem-error.ts';
export type * from './wire.ts';
