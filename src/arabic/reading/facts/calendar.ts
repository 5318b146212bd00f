const DAY = 86_400_000;
const days = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const dayOf = (count: number) => new Date(count * DAY).toISOString().slice(0, 10);

/** `YYYY-MM-DD` so many days later. */
export const addDays = (day: string, count: number): string => dayOf(days(day) + count);

/** `YYYY-MM` so many months later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** ISO day of the week, Monday 1 to Sunday 7. */
export const weekdayOf = (day: string): number => ((((days(day) + 3) % 7) + 7) % 7) + 1;

/** Tabular Islamic calendar (civil epoch, 16 July 622 Julian), leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30. */
export function dayOfIslamicDate(year: number, month: number, day: number): string {
  const julian =
    day + Math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + 1948439;
  return dayOf(julian - 2440587.5 + 0.5 - 1);
}
