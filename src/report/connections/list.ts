import type { Edge, EdgeEnd, VerdictLine } from '../../results/connections';
import type { ExposureList } from '../../results/exposure-list';
import type { Matrix } from '../../results/matrix';
import { renderExposureCsv, renderExposureJson, renderExposureMarkdown, renderExposureTxt } from '../exposure/compatible';
import { renderCsv } from './csv';
import { renderDot } from './dot';
import { renderJson } from './json';
import { renderJsonl } from './jsonl';
import { renderMarkdown } from './markdown';
import { renderMatrix } from './matrix';
import { renderTxt } from './text';

/** What the forms of a list are made of; each part is worked out when a form needs it. */
export interface Listed {
  /** The one connection that the list is about: `TCP 8080`. */
  readonly connection?: string;
  edges(): Iterable<Edge>;
  ends(): Iterable<EdgeEnd>;
  verdicts(): Iterable<VerdictLine>;
  matrix(): Matrix;
  /** What is open to workloads that are not in the input; for a list that says so. */
  exposure?(): ExposureList;
}

export function* txt(listed: Listed): Generator<string> {
  yield* renderTxt(listed.edges(), listed.connection);
  if (listed.exposure !== undefined) yield* renderExposureTxt(listed.exposure());
}

export function json(listed: Listed): Iterable<string> {
  return listed.exposure === undefined ? renderJson(listed.edges(), listed.connection) : renderExposureJson(listed.edges(), listed.exposure());
}

export function* csv(listed: Listed): Generator<string> {
  yield* renderCsv(listed.edges(), listed.connection);
  if (listed.exposure !== undefined) yield* renderExposureCsv(listed.exposure());
}

export function* md(listed: Listed): Generator<string> {
  yield* renderMarkdown(listed.edges(), listed.connection);
  if (listed.exposure !== undefined) yield* renderExposureMarkdown(listed.exposure());
}

export function dot(listed: Listed): Iterable<string> {
  return renderDot(listed.edges(), listed.ends(), listed.connection);
}

export function jsonl(listed: Listed): Iterable<string> {
  return renderJsonl(listed.verdicts());
}

export function matrix(listed: Listed): Iterable<string> {
  return renderMatrix(listed.matrix());
}
