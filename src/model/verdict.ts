/** The verdict of a connection. `unknown` is never printed or counted as isolated. */
export type Verdict = 'allowed' | 'denied' | 'unknown';
