import type { ZoneCell } from '../../results/report';
import type { JudgedEnd, VerdictLine } from '../../results/connections';
import { Traffic } from '../../results/traffic';
import { TrafficSet } from '../../sets';
import { alone, type PictureOptions } from './alone';
import { cellsDrawing } from './zone-drawing';

/** Who reaches whom, as a picture; with too many workloads, by namespaces. */
export function* renderListSvg(lines: Iterable<VerdictLine>, options: PictureOptions): Generator<string> {
  const none = Traffic._of(TrafficSet.NONE);
  const outside = new Set<string>();
  const nameOf = (end: JudgedEnd) => {
    if (typeof end === 'string') return end;
    const name = end.addresses.isEverything ? '(every address)' : end.addresses.ranges.join(', ');
    outside.add(name);
    return name;
  };
  const cells: ZoneCell[] = [];
  for (const { source, destination, verdict, traffic } of lines) {
    if (verdict === 'denied') continue;
    const both = { allowed: none, unknown: none, [verdict === 'allowed' ? 'allowed' : 'unknown']: traffic };
    cells.push({ source: nameOf(source), destination: nameOf(destination), ...both });
  }
  const zoneOf = (name: string) => (outside.has(name) ? '(addresses outside)' : name.slice(0, name.indexOf('/')));
  yield alone(cellsDrawing('Who reaches whom', cells, (name) => outside.has(name), zoneOf), options);
}
