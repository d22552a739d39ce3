import type { ObjectProblems } from '../object-problems';

/** `problems` refuse the policy; `doubts` are fields that the API server stores and that cannot be interpreted. */
export interface Reports {
  readonly problems: ObjectProblems;
  readonly doubts: ObjectProblems;
}
