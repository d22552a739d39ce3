import { TrafficDirection } from '../../results/enums';
import type { Exposure } from '../../results/exposure';
import { peersText } from '../exposure/words';
import { alone, type PictureOptions } from './alone';
import type { Drawing } from './drawing';
import { fewLines, type NamedEnd, type NamedLine } from './few-lines';

/** What is open to pods that do not exist yet, as a picture: their boxes are dashed. `isJudged`: whether there was any workload to judge. */
export function* renderExposureSvg(lines: readonly Exposure[], settings: PictureOptions & { readonly isJudged: boolean }): Generator<string> {
  const { isJudged, ...options } = settings;
  const drawing = exposureDrawing(lines);
  const none = isJudged ? 'No workload of the input is open to pods that do not exist yet.' : 'Not judged: no workloads.';
  yield alone(lines.length > 0 ? drawing : { ...drawing, notes: [none] }, options);
}

/** Workloads, and the pods to come that reach them or that they reach. */
export function exposureDrawing(lines: readonly Exposure[]): Drawing {
  return fewLines('Open to pods that do not exist yet', lines.map(lineOf), 'netfence exposure');
}

function lineOf(exposure: Exposure): NamedLine {
  const pod: NamedEnd = { label: exposure.workload, shape: 'inside' };
  const toCome: NamedEnd = { label: peersText(exposure), shape: 'to come' };
  const isIngress = exposure.direction === TrafficDirection.INGRESS;
  const [from, to] = isIngress ? [toCome, pod] : [pod, toCome];
  return { from, to, state: exposure.isDefinite ? 'allowed' : 'unknown', text: exposure.traffic.text };
}
