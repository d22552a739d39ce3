/** The verdict of a connection. `unknown` is never printed or counted as isolated. */
export type VerdictName = 'allowed' | 'denied' | 'unknown';
