import { Case, generateDump, withoutOrdered } from './generate';

/** So many cases may hold policies of Calico and Antrea, the others none; NETFENCE_DIFF_MIXED sets it. @default - all of them */
export const MIXED = Number(process.env.NETFENCE_DIFF_MIXED ?? Infinity);

export function diffCase(seed: number, index: number): Case {
  const item = generateDump(seed, index);
  return index < MIXED ? item : withoutOrdered(item);
}
