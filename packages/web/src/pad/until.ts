const LOOK_EVERY_MS = 1000;
/** So that the server agrees that the time has come. */
const SLACK_MS = 1000;

/** Says when a lock ends by the visitor's clock, and asks for the page again once it has. */
export function showUntil(elements: Iterable<HTMLElement>): void {
  const clock = readServerClock();
  const ends: number[] = [];
  for (const element of elements) {
    const until = new Date(element.dataset['until'] ?? Number.NaN);
    if (Number.isNaN(until.getTime())) continue;
    element.textContent = sayInstant(until, new Date(), document.documentElement.lang);
    // One that is over already would ask for the page again and again.
    if (until.getTime() > clock()) ends.push(until.getTime() + SLACK_MS);
  }
  if (ends.length === 0) return;
  const first = Math.min(...ends);
  // Looked at and not waited for: a device that sleeps stops its timers, not the lock.
  const timer = setInterval(() => {
    if (clock() < first) return;
    clearInterval(timer);
    // By its address: a reload would offer to send the PIN again.
    location.replace(location.pathname + location.search);
  }, LOOK_EVERY_MS);
}

/** The server's time: a lock ends by that, whatever the visitor's clock says. */
function readServerClock(): () => number {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="server-time"]');
  const told = Date.parse(meta?.content ?? '');
  const offset = Number.isNaN(told) ? 0 : told - Date.now();
  return () => Date.now() + offset;
}

/** The time of day, with the date when that is not today. */
export function sayInstant(instant: Date, now: Date, language: string): string {
  const today = instant.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(language || undefined, {
    ...(!today && { weekday: 'long', day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(instant);
}
