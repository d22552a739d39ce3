/** The day, in UTC, as files of ignores and baselines write days: `2027-01-31`. Read at the edges alone, which hand it on. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
