// The transitions that need no parameter, by their numbers.
// INVARIANT: each is the position of its transition in `FIXED` (judge/outcomes.ts); test/engine/judge/outcomes.test.ts.

/** A stage ends: what it passed is open again. */
export const NEXT_STAGE = 0;
/** An isolating stage ends: what is still open is denied. */
export const DENY_REST = 1;
/** The same where every policy of the stage is only possible: what is open may be denied, and stays open. */
export const POSSIBLY_DENY_REST = 2;
/** Policies of equal order begin: each of them starts from what is open now. */
export const BEGIN_EQUAL = 3;
/** One of several policies of equal order ends. */
export const END_OF_ONE_EQUAL = 4;
/** A policy that possibly applies ends: what it decided is possible, and what was open before it is open again. */
export const END_OF_POSSIBLE = 6;
/** The same in an isolating stage: if the policy applies, what it left open is denied. */
export const POSSIBLY_DENY_OF_ONE = 7;
/** All policies of equal order have ended: open is what each of them left open. */
export const END_EQUAL = 5;
/** The ends share no address family: nothing passes. */
export const NOTHING_PASSES = 8;
/** All stages have ended under one agent that may run: what it leaves open is possibly allowed, and the next one starts from the beginning. */
export const END_OF_WORLD = 9;
