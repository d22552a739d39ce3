import type { AnalysisSession } from '../../session/session';
import { append } from '../../../sets';
import type { Grant, Side } from './grant';
import { grantCovers, grantKey } from './grants';

/** The grants without those whose sides others open; what is left cannot lose one. Each comes with all the sides that it opens. */
export function irredundant(grants: readonly Grant[], sides: readonly Side[], base: AnalysisSession): Grant[] {
  const { workloads } = base.decoded.cluster;
  const placeOf = (direction: string, namespace: string) => `${direction} ${namespace}`;
  const byPlace = new Map<string, Side[]>();
  for (const side of sides) {
    const place = placeOf(side.direction, workloads[side.subject].namespace);
    append(byPlace, place, side);
  }
  const full = grants.map((grant) => {
    const candidates = byPlace.get(placeOf(grant.direction, grant.namespace)) ?? [];
    return { ...grant, sides: candidates.filter((side) => grantCovers(grant, side, base)) };
  });
  const opened = new Map<Side, number>();
  for (const { sides: covered } of full) for (const side of covered) opened.set(side, (opened.get(side) ?? 0) + 1);
  // what opens little goes first, so that few rules stay; a profile stays
  const order = [...full.keys()].sort((a, b) => rank(full[a]) - rank(full[b]) || (textOf(full[a]) < textOf(full[b]) ? -1 : 1));
  const dropped = new Set<number>();
  for (const i of order) {
    const { sides: covered } = full[i];
    if (!covered.every((side) => opened.get(side)! > 1)) continue;
    dropped.add(i);
    for (const side of covered) opened.set(side, opened.get(side)! - 1);
  }
  return full.filter((_, i) => !dropped.has(i));
}

function rank({ kind, sides }: Grant): number {
  return sides.length + (kind === 'dns' ? 1e9 : 0);
}

function textOf(grant: Grant): string {
  return `${grantKey(grant)} ${grant.traffic.key}`;
}
