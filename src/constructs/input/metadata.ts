import { annotationKeyProblem, MAX_ANNOTATIONS } from '../../dialects/names';
import { REASON_ANNOTATION } from '../../dialects/networking-v1/encode';
import { fail } from '../../errors';
import { kindOf, show } from '../../text/show';
import { isPlain } from './labels';

/** A frozen copy of annotations, checked as the API server checks them. */
export function checkAnnotations(annotations: unknown): Readonly<Record<string, string>> {
  if (annotations === undefined) return {};
  if (!isPlain(annotations)) fail('annotations-type', `annotations must be an object of texts, got ${kindOf(annotations)}`, 'write `{ \'example.com/owner\': \'team-a\' }`');
  for (const [key, value] of Object.entries(annotations)) {
    const problem = annotationKeyProblem(key);
    if (problem !== undefined) fail('annotation-key', `a key of annotations ${problem}, got ${show(key)}`, 'a key is `name` or `dns.prefix/name`');
    if (typeof value !== 'string') fail('annotation-value', `the value of annotation ${show(key)} is no text, got ${show(value)}`, 'write it in quotes');
    if (key === REASON_ANNOTATION) fail('annotation-reason', `the annotation ${show(key)} is written from the rules, got ${show(value)}`, 'say it as `reason`');
    if (BROKEN.test(value)) fail('annotation-value', `the value of annotation ${show(key)} has half a character, got ${show(value)}`, 'write whole ones');
  }
  checkAnnotationsSize(annotations as Record<string, string>);
  return Object.freeze({ ...(annotations as Record<string, string>) });
}

/** The bound holds for all of them together, reasons included. */
export function checkAnnotationsSize(annotations: Readonly<Record<string, string>>): void {
  const size = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (size > MAX_ANNOTATIONS) fail('annotations-size', `annotations weigh at most ${MAX_ANNOTATIONS} bytes together, got \`${size}\``, 'keep long texts elsewhere and link to them');
}

/** Why a rule exists: one line for people. */
export function checkReason(reason: unknown): string | undefined {
  if (reason === undefined) return undefined;
  if (typeof reason !== 'string') fail('reason-text', `a reason must be a text, got ${show(reason)}`, 'say in a few words why the traffic is needed');
  const text = reason.trim();
  if (text === '') fail('reason-text', `a reason must not be empty, got ${show(reason)}`, 'say why the traffic is needed, or leave it out');
  if (BROKEN.test(text) || /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text)) {
    fail('reason-text', `a reason is one line without control characters, got ${show(reason)}`, 'write one sentence');
  }
  if (Buffer.byteLength(text) > MAX_REASON) fail('reason-text', `a reason has at most ${MAX_REASON} bytes, got \`${Buffer.byteLength(text)}\``, 'keep long texts elsewhere and link to them');
  return text;
}

/** Half of a surrogate pair has no UTF-8. */
const BROKEN = /\p{Surrogate}/u;

/** Some hundred rules of one policy must fit into its annotations. */
const MAX_REASON = 1024;
