const LONGEST_MONTHS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether some year has this day of this month: 29 February counts. Months are 1 to 12. */
export function isDayOfMonth(day: number, month: number): boolean {
  return day >= 1 && day <= (LONGEST_MONTHS[month - 1] ?? 0);
}

/** Whether the calendar has this date: 29 February in leap years only. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (month === 2 && day === 29) return isLeapYear(year);
  return isDayOfMonth(day, month);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
