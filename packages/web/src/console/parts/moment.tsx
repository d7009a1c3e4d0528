const FORMAT = new Intl.DateTimeFormat('en-CA', {
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
});

/** A moment in the time of whoever looks; the title has it in UTC. */
export function Moment({ at }: { readonly at: string | null | undefined }) {
  if (!at) return <span class="soft">never</span>;
  return (
    <time dateTime={at} title={`${at} (UTC)`}>
      {sayMoment(at)}
    </time>
  );
}

/** `2026-11-30 12:05:09`. */
export function sayMoment(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : FORMAT.format(date).replace(',', '');
}
