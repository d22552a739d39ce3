import { Case, generateDump, withoutCilium } from './generate';

/** So many cases hold policies of agents' own languages, the others none; NETFENCE_LAW_MIXED sets it. @default - all of them */
const MIXED = Number(process.env.NETFENCE_LAW_MIXED ?? Infinity);

export function lawCase(seed: number, index: number): Case {
  const item = generateDump(seed, index);
  return index < MIXED ? item : withoutCilium(item);
}
