import { Case, generateDump, withoutCalico } from './generate';

/** So many cases may hold policies of Calico, the others none; NETFENCE_DIFF_MIXED sets it. @default - all of them */
const MIXED = Number(process.env.NETFENCE_DIFF_MIXED ?? Infinity);

export function diffCase(seed: number, index: number): Case {
  const item = generateDump(seed, index);
  return index < MIXED ? item : withoutCalico(item);
}
