export type Tone = 'good' | 'bad' | 'warn' | 'plain';

/** A state in a word. The word says it; the colour only helps to find it. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={tone === 'plain' ? 'badge' : `badge ${tone}`}>{children}</span>;
}

const TONES: Readonly<Record<string, Tone>> = {
  ...{ verified: 'good', set: 'good', changed: 'good', reset: 'good', proven: 'good' },
  ...{ ok: 'good', done: 'good', complete: 'good', delivered: 'good', sent: 'good' },
  ...{ active: 'good', unlocked: 'good', signed_in: 'good', approved: 'good' },
  ...{ wrong: 'warn', refused: 'warn', waiting: 'warn', pending: 'warn', unproven: 'warn' },
  ...{ locked: 'bad', dead: 'bad', disabled: 'bad', suspended: 'bad', failed: 'bad' },
  ...{ rejected: 'bad', broken: 'bad', expired: 'plain' },
};

/** How something ended, in the colour of whether that is what people hope for. */
export function OutcomeBadge({ outcome }: { readonly outcome: string }) {
  return <Badge tone={TONES[outcome] ?? 'plain'}>{outcome.replaceAll('_', ' ')}</Badge>;
}
