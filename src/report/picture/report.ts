import type { Report } from '../../results/report';
import { alone } from './alone';
import { zoneDrawing } from './zone-drawing';

/** The picture by zones alone. */
export function* renderReportSvg({ cover: { title, date }, isUnderstood, zones }: Report): Generator<string> {
  const drawing = zoneDrawing(zones, title);
  const notes = [...zones.leftOut === undefined ? [] : [`Not drawn: ${zones.leftOut}.`],
    ...zones.coarse === undefined ? [] : [`Namespaces are compared as a whole: ${zones.coarse}.`],
    ...drawing.notes];
  yield alone({ ...drawing, notes }, { date, understood: isUnderstood });
}
