import type { Reach } from '../../../engine';
import type { Matrix, MatrixCell } from '../../../results/matrix';
import { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { groupsOf } from '../../pairs/groups';
import { outsideReach } from '../../pairs/outside';
import { alike, PairScan } from '../../pairs/pair-scan';
import { Traffic } from '../../../results/traffic';

/** Who reaches whom by groups of workloads that no policy distinguishes, with the addresses outside as the last group. */
export function matrixOf(session: AnalysisSession): Matrix {
  const engine = session.engine();
  const identities = [...session.identities().values()];
  const groups = groupsOf(identities, [engine]);
  const scan = new PairScan([engine], groups.map(({ member }) => member));
  const outside = (direction: 'ingress' | 'egress', group: number) =>
    outsideCell(outsideReach([engine], direction, groups[group].member).map(({ reaches }) => alike(reaches[0])));
  return {
    groups: [...groups.map((group) => group.identities.map((i) => identities[i].label)), ['(outside the cluster)']],
    row: (source) => {
      if (source === groups.length) return [...groups.map((_, group) => outside('ingress', group)), undefined];
      const cells: (MatrixCell | undefined)[] = new Array(groups.length + 1).fill(undefined);
      for (const member of scan.listed(source)) cells[member] = cellOf(alike(scan.between(0, source, member)));
      for (const bucket of scan.buckets) {
        const cell = cellOf(alike(scan.toBucket(0, source, bucket)));
        for (const member of bucket.members) if (!scan.isListed(member)) cells[member] = cell;
      }
      cells[groups.length] = outside('egress', source);
      return cells;
    },
  };
}

function cellOf({ allowed, unknown }: Reach): MatrixCell | undefined {
  if (allowed.isEmpty() && unknown.isEmpty()) return undefined;
  return { allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) };
}

function outsideCell(reaches: readonly Reach[]): MatrixCell | undefined {
  const allowed = TrafficSet.unionOf(reaches.map((reach) => reach.allowed));
  const unknown = TrafficSet.unionOf(reaches.map((reach) => reach.unknown));
  const cell = cellOf({ allowed, unknown });
  const partly = reaches.some((reach) => !reach.allowed.equals(allowed) || !reach.unknown.equals(unknown));
  return cell && { ...cell, ...(partly && { partly }) };
}
