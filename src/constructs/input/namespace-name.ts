import { dnsLabelProblem } from '../../dialects/names';
import { fail } from '../../errors';
import { show } from '../../text/show';

/**
 * The name of a namespace.
 * @see RFC 1123, section 2.1
 */
export function checkNamespaceName(name: unknown, what: string): string {
  const allowed = 'a namespace has 1 to 63 lower-case letters, digits and `-`';
  if (typeof name !== 'string') fail('namespace-name', `${what} is no text, got ${show(name)}`, allowed);
  const problem = dnsLabelProblem(name);
  if (problem !== undefined) fail('namespace-name', `${what} ${problem}, got ${show(name)}`, allowed);
  return name;
}
