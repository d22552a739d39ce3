import { escapeCsv, escapeMarkdown, escapeText, jsonLine } from '../../text/escape';
import type { Edge } from '../../results/connections';
import type { ExposureLine, ExposureList } from '../../results/exposure-list';
import { textOf } from './named-traffic';

/** Behind the lines of a list in txt. */
export function* renderExposureTxt({ egress, ingress, unprotected }: ExposureList): Generator<string> {
  yield '\nExposure Analysis Result:\n';
  const width = Math.max(0, ...[...egress, ...ingress].map(({ workload }) => escapeText(workload).length));
  const lines = (list: readonly ExposureLine[], arrow: string) =>
    list.map(({ workload, peer, traffic }) => `${escapeText(workload).padEnd(width)} \t${arrow} \t${escapeText(peer)} : ${escapeText(textOf(traffic))}\n`);
  if (egress.length > 0) yield* ['Egress Exposure:\n', ...lines(egress, '=>')];
  if (ingress.length > 0) yield* [`${egress.length > 0 ? '\n' : ''}Ingress Exposure:\n`, ...lines(ingress, '<=')];
  const sentences = unprotected.map(({ workload, direction }) => `${workload} is not protected on ${direction === 'egress' ? 'Egress' : 'Ingress'}`).sort();
  if (sentences.length > 0) yield* ['\nWorkloads not protected by network policies:\n', ...sentences.map((line) => `${escapeText(line)}\n`)];
}

/** A list and its exposure as one JSON object. */
export function* renderExposureJson(edges: Iterable<Edge>, { egress, ingress }: ExposureList): Generator<string> {
  yield '{\n  "connlist_results": [';
  let before = '\n';
  for (const { source, destination, traffic } of edges) {
    yield `${before}    ${item(source.label, destination.label, traffic.text)}`;
    before = ',\n';
  }
  yield before === '\n' ? '],\n' : '\n  ],\n';
  const list = (lines: readonly string[]) => (lines.length === 0 ? '[]' : `[\n${lines.map((line) => `      ${line}`).join(',\n')}\n    ]`);
  yield '  "exposure_results": {\n';
  yield `    "egress_exposure": ${list(egress.map(({ workload, peer, traffic }) => item(workload, peer, textOf(traffic))))},\n`;
  yield `    "ingress_exposure": ${list(ingress.map(({ workload, peer, traffic }) => item(peer, workload, textOf(traffic))))}\n  }\n}\n`;
}

function item(src: string, dst: string, conn: string): string {
  return `{ "src": ${jsonLine(src)}, "dst": ${jsonLine(dst)}, "conn": ${jsonLine(conn)} }`;
}

/** Behind the table of a list in Markdown; in the table of ingress the destination stands first. */
export function* renderExposureMarkdown({ egress, ingress }: ExposureList): Generator<string> {
  const table = function* (title: string, ends: string, lines: readonly ExposureLine[]): Generator<string> {
    yield `\n## Exposure Analysis Result:\n\n### ${title}\n| ${ends} | conn |\n|-----|-----|------|\n`;
    for (const { workload, peer, traffic } of lines) yield `| ${escapeMarkdown(workload)} | ${escapeMarkdown(peer)} | ${escapeMarkdown(textOf(traffic))} |\n`;
  };
  if (egress.length > 0) yield* table('Egress Exposure:', 'src | dst', egress);
  if (ingress.length > 0) yield* table('Ingress Exposure:', 'dst | src', ingress);
}

/** Behind the lines of a list in CSV; in the part of ingress the destination stands first. */
export function* renderExposureCsv({ egress, ingress }: ExposureList): Generator<string> {
  const part = function* (title: string, header: string, lines: readonly ExposureLine[]): Generator<string> {
    yield `\n${title}\n${header}\n`;
    for (const { workload, peer, traffic } of lines) yield `${escapeCsv(workload)},${escapeCsv(peer)},${escapeCsv(textOf(traffic))}\n`;
  };
  if (egress.length > 0) yield* part('Egress Exposure:', 'src,dst,conn', egress);
  if (ingress.length > 0) yield* part('Ingress Exposure:', 'dst,src,conn', ingress);
}
