import type { ZoneCell } from '../../results/report';
import type { JudgedEnd, VerdictLine } from '../../results/connections';
import { Traffic } from '../../results/traffic';
import { TrafficSet } from '../../sets';
import { alone, type PictureOptions } from './alone';
import type { Drawing } from './drawing';
import { cellsDrawing } from './zone-drawing';

/** Who reaches whom, as a picture; with too many workloads, by namespaces. */
export function* renderListSvg(lines: Iterable<VerdictLine>, options: PictureOptions): Generator<string> {
  yield alone(listDrawing(lines), options);
}

/** The allowed and unknown connections. */
export function listDrawing(lines: Iterable<VerdictLine>): Drawing {
  const none = Traffic._of(TrafficSet.NONE);
  const outside = new Set<string>();
  const nameOf = (end: JudgedEnd) => {
    const name = endName(end);
    if (typeof end !== 'string') outside.add(name);
    return name;
  };
  const cells: ZoneCell[] = [];
  for (const { source, destination, verdict, traffic } of lines) {
    if (verdict === 'denied') continue;
    const both = { allowed: none, unknown: none, [verdict === 'allowed' ? 'allowed' : 'unknown']: traffic };
    cells.push({ source: nameOf(source), destination: nameOf(destination), ...both });
  }
  const zoneOf = (name: string) => (outside.has(name) ? '(addresses outside)' : name.slice(0, name.indexOf('/')));
  return cellsDrawing('Who reaches whom', cells, (name) => outside.has(name), zoneOf);
}

/** A workload by its label, or addresses by their ranges. */
export function endName(end: JudgedEnd): string {
  if (typeof end === 'string') return end;
  return end.addresses.isEverything ? '(every address)' : end.addresses.ranges.join(', ');
}
