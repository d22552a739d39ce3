/** `npm test` answers within minutes: each of its tests of generated or recorded cases judges every so manieth. */
const PART = 3;
const isDeep = process.env.NETFENCE_DEEP !== undefined;
/** Where changes land, `.ci/run` runs each test with all cases. */
const isWhole = isDeep || process.env.NETFENCE_CASES === 'all';

interface CaseCounts {
  /** For one planted error among hundreds. @default - a part, as in `npm test` */
  readonly few?: number;
  /** For `npm run test:deep`. @default all */
  readonly deep?: number;
}

/** The number of cases to judge in this run, out of `all` of them. */
export function cases(all: number, { few, deep }: CaseCounts = {}): number {
  if (isDeep) return deep ?? all;
  if (process.env.NETFENCE_FEW !== undefined && few !== undefined) return few;
  return isWhole ? all : Math.ceil(all / PART);
}

/** Of a list of cases: those to judge in this run, spread over the whole. */
export function someOf<T>(all: readonly T[]): T[] {
  return all.filter((_, i) => isWhole || i % PART === 0);
}

/** For tests that install or compile for long and hardly ever fail: run where changes land, skipped in `npm test`. */
export const atLanding = isWhole ? describe : describe.skip;
