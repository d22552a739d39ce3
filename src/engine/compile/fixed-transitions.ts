/** The steps that need no parameter: positions in `FIXED`. */
export const NEXT_STAGE = 0;
export const DENY_REST = 1;
export const MAYBE_DENY_REST = 2;
export const BEGIN_EQUAL = 3;
export const END_OF_ONE_EQUAL = 4;
export const END_EQUAL = 5;
