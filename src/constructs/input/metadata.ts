import { annotationKeyProblem, annotationsProblem } from '../../dialects/names';
import { REASON_ANNOTATION } from '../../dialects/networking-v1/encode';
import { fail } from '../../errors';
import type { Labels } from '../../sets';
import { isOneLine } from '../../text/characters';
import { kindOf, show } from '../../text/show';
import { checkLabels, isPlain } from './labels';
import { nameOf } from './names';
import type { PolicyOptions } from './policy-options';

/** The name, labels and annotations of a policy. The id of its construct becomes its name where none is given. */
export function checkMetadata(id: string, { name, labels, annotations }: PolicyOptions): Checked {
  return { name: nameOf(id, name), labels: checkOwnLabels(labels), annotations: checkAnnotations(annotations) };
}

/** Labels of an object itself; none when left out. */
function checkOwnLabels(labels: unknown): Labels {
  return labels === undefined ? NONE : checkLabels(labels, 'labels');
}

interface Checked {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A frozen copy of annotations, checked as the API server checks them. */
function checkAnnotations(annotations: unknown): Readonly<Record<string, string>> {
  if (annotations === undefined) return NONE;
  if (!isPlain(annotations)) fail('annotations-type', `annotations must be an object of texts, got ${kindOf(annotations)}`, 'write `{ \'example.com/owner\': \'team-a\' }`');
  for (const [key, value] of Object.entries(annotations)) {
    const problem = annotationKeyProblem(key);
    if (problem !== undefined) fail('annotation-key', `a key of annotations ${problem}, got ${show(key)}`, 'a key is `name` or `dns.prefix/name`');
    if (typeof value !== 'string') fail('annotation-value', `the value of annotation ${show(key)} is no text, got ${show(value)}`, 'write it in quotes');
    if (key === REASON_ANNOTATION) fail('annotation-reason', `the annotation ${show(key)} is written from the rules, got ${show(value)}`, 'write it as `reason`');
    if (UNPAIRED.test(value)) fail('annotation-value', `the value of annotation ${show(key)} contains an unpaired surrogate, got ${show(value)}`, 'use valid Unicode');
  }
  const problem = annotationsProblem(annotations as Record<string, string>);
  if (problem !== undefined) fail('annotations-size', `annotations ${problem}`, 'keep long texts elsewhere and link to them');
  return Object.freeze({ ...(annotations as Record<string, string>) });
}

/** Why a rule exists: one line for people. */
export function checkReason(reason: unknown): string | undefined {
  if (reason === undefined) return undefined;
  if (typeof reason !== 'string') fail('reason-text', `a reason must be a text, got ${show(reason)}`, 'write in a few words why the traffic is needed');
  const text = reason.trim();
  if (text === '') fail('reason-text', `a reason must not be empty, got ${show(reason)}`, 'write why the traffic is needed, or leave it out');
  if (!isOneLine(text)) fail('reason-text', `a reason is one line without control characters, got ${show(reason)}`, 'write one sentence');
  if (Buffer.byteLength(text) > MAX_REASON) fail('reason-text', `a reason has at most ${MAX_REASON} bytes, got \`${Buffer.byteLength(text)}\``, 'keep long texts elsewhere and link to them');
  return text;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

/** An unpaired surrogate has no UTF-8. */
const UNPAIRED = /\p{Surrogate}/u;

/** Some hundred rules of one policy must fit into its annotations. */
const MAX_REASON = 1024;
