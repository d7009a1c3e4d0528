/** A stretch of time up to now, and how finely it is cut. */
export interface Span {
  readonly name: string;
  readonly text: string;
  readonly steps: number;
  readonly stepSeconds: 60 | 3600 | 86_400;
}

export const SPANS = [
  { name: '1 h', text: 'the last hour', steps: 60, stepSeconds: 60 },
  { name: '24 h', text: 'the last day', steps: 24, stepSeconds: 3600 },
  { name: '7 d', text: 'the last week', steps: 168, stepSeconds: 3600 },
  { name: '90 d', text: 'the last 90 days', steps: 90, stepSeconds: 86_400 },
] as const satisfies readonly Span[];

/** The span as the API wants it: whole steps, the one under way included. */
export function spanAt({ steps, stepSeconds }: Span, now = Date.now()) {
  const stepMs = stepSeconds * 1000;
  const to = Math.ceil((now + 1) / stepMs) * stepMs;
  const from = to - steps * stepMs;
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    step: stepSeconds,
  };
}
