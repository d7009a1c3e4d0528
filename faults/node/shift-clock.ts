/**
 * Gives this process the clock of a machine whose time is wrong. Everything that decides by time
 * asks `Date.now`; what measures durations uses a monotonic clock, which no adjustment moves.
 */
export function shiftClock(leadMs: number): (leadMs: number) => void {
  const machine = Date.now.bind(Date);
  let lead = leadMs;
  Date.now = () => machine() + lead;
  return (next) => {
    lead = next;
  };
}
