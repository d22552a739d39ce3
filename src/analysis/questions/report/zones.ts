import type { ZoneCell, ZoneMatrix } from '../../../results/report';
import { Traffic } from '../../../results/traffic';
import { TrafficSet } from '../../../sets';
import type { AnalysisSession } from '../../session/session';
import { matrixOf } from '../list/matrix';

/** The most groups of workloads that are compared with each other. */
const MAX_GROUPS = 4000;

interface Sum {
  readonly source: string;
  readonly destination: string;
  allowed: TrafficSet;
  unknown: TrafficSet;
}

/** Who reaches whom by namespaces: of each two, what is allowed or unknown for some pair of pods. */
export function zonesOf(session: AnalysisSession): ZoneMatrix {
  const namespaces = [...new Set([...session.identities().values()].map(({ namespace }) => namespace))].sort();
  const matrix = matrixOf(session);
  if (matrix.groups.length > MAX_GROUPS) {
    return { namespaces, cells: [], leftOut: `there are ${matrix.groups.length} groups of workloads, and ${MAX_GROUPS} are compared at most` };
  }
  const outside = matrix.groups.length - 1;
  const zonesOfGroup = matrix.groups.map((members, group) => (group === outside ? [''] : [...new Set(members.map((label) => label.slice(0, label.indexOf('/'))))]));
  const sums = new Map<string, Sum>();
  for (const [source, sources] of zonesOfGroup.entries()) {
    for (const [destination, cell] of matrix.row(source).entries()) {
      if (cell === undefined) continue;
      for (const from of sources) {
        for (const to of zonesOfGroup[destination]) add(sums, from, to, cell.allowed._set, cell.unknown._set);
      }
    }
  }
  const cells = [...sums.values()].map(({ source, destination, allowed, unknown }): ZoneCell => (
    { source, destination, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) }));
  return { namespaces, cells: cells.sort(inOrder) };
}

function add(sums: Map<string, Sum>, source: string, destination: string, allowed: TrafficSet, unknown: TrafficSet): void {
  const key = `${source}/${destination}`;
  const known = sums.get(key);
  if (known === undefined) sums.set(key, { source, destination, allowed, unknown });
  else {
    known.allowed = known.allowed.union(allowed);
    known.unknown = known.unknown.union(unknown);
  }
}

function inOrder(a: ZoneCell, b: ZoneCell): number {
  const [x, y] = [a, b].map(({ source, destination }) => `${source}/${destination}`);
  return x < y ? -1 : x > y ? 1 : 0;
}
