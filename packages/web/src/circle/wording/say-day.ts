/** A day as `<input type="date">` gives it, in words; any other text as it is. */
export function sayDay(day: string, tag: string): string {
  const instant = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return day;
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(instant);
}
