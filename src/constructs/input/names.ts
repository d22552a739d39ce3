import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { dnsLabelProblem, dnsSubdomainProblem, MAX_SUBDOMAIN } from '../../dialects/names';
import { fail } from '../../errors';
import { show } from '../../text/show';
import { checkNamespaceName } from './namespace-name';

/** The name of an object: what was asked for, or what its construct is called. */
export function nameOf(id: string, name: string | undefined): string {
  const [text, what] = name === undefined ? [id, 'the id of a construct becomes the name of its policy, and'] : [name, 'the name of a policy'];
  if (typeof text !== 'string') fail('name-syntax', `${what} must be a text, got ${show(text)}`, 'write one such as `api-from-frontend`');
  const problem = dnsSubdomainProblem(text);
  if (problem === undefined) return text;
  return fail('name-syntax', `${what} ${problem}, got ${show(text)}`, `write ${show(suggestion(text))}`);
}

/** Checks the id of a construct before there is one: the library would change `a/b` to another id, and throw where it is no text. */
export function newId(scope: IConstruct, id: unknown): string {
  if (typeof id !== 'string' || id === '' || id.includes('/')) return nameOf(id as string, undefined);
  if (scope?.node?.tryFindChild(id) !== undefined) {
    fail('id-twice', `duplicate construct id ${show(id)} in scope ${show(scope.node.path)}`, 'choose another id');
  }
  return id;
}

/** The id of a rule in a fence: the last part of a name, or any id where a name is given. */
export function ruleIdOf(id: string, name: unknown): string {
  if (typeof id === 'string' && (dnsSubdomainProblem(id) === undefined || (name !== undefined && id !== '' && !id.includes('/')))) return id;
  const problem = typeof id === 'string' ? dnsSubdomainProblem(id) : 'must be a text';
  return fail('name-syntax', `the id of a rule becomes the end of a policy's name, and ${problem}, got ${show(id)}`, `write ${show(suggestion(String(id)))}`);
}

/** A name that becomes the first part of others: with the longest rest it is no longer than a name can be. */
export function checkStem(name: string, longestRest: string): string {
  const total = name.length + longestRest.length;
  if (total <= MAX_SUBDOMAIN) return name;
  const most = MAX_SUBDOMAIN - longestRest.length;
  const fix = most < name.length / 2 ? `choose an id of at most ${MAX_SUBDOMAIN - name.length - 1} characters` : `choose a name of at most ${most} characters`;
  return fail('name-syntax', `the name of a policy has ${total} characters, more than ${MAX_SUBDOMAIN}, got ${show(name + longestRest)}`, fix);
}

/** The id of a fence is its namespace where none is given. */
export function namespaceOfFence(id: string, namespace: unknown): string {
  if (namespace !== undefined) return checkNamespaceName(namespace, '`namespace`');
  const problem = dnsLabelProblem(id);
  if (problem === undefined) return id;
  const fix = `write ${show(cut(suggestion(id).replaceAll('.', '-'), MAX_LABEL))}`;
  return fail('namespace-name', `the id of a fence is its namespace unless \`namespace\` is set, and it ${problem}, got ${show(id)}`, fix);
}

/** Everything that is written must be in a chart: so must the scope of a construct. */
export function checkChart(scope: IConstruct | undefined, id: string): Chart {
  for (let at = scope; at?.node !== undefined; at = at.node.scope) if (Chart.isChart(at)) return at;
  return fail('chart-missing', `a policy must be in a chart, got ${show(pathIn(scope, id))} outside of any`, 'write `const chart = new Chart(app, \'production\')` and pass it as the scope');
}

function pathIn(scope: IConstruct | undefined, id: string): string {
  const path = scope?.node.path ?? '';
  return path === '' ? id : `${path}/${id}`;
}

/** The namespace of a policy; `known` is that of its pods. A missing one would be the current namespace of `kubectl`, so it is an error. */
export function namespaceOf(scope: IConstruct, id: string, namespace: string | undefined, known?: string): string {
  const chart = checkChart(scope, id);
  if (namespace !== undefined) {
    const checked = checkNamespaceName(namespace, 'the namespace of a policy');
    if (known !== undefined && known !== checked) {
      fail('pods-elsewhere', `a policy selects pods of its own namespace, got namespace ${show(checked)} and pods of ${show(known)}`, `leave \`namespace\` out, or write the rule in the fence of ${show(known)}`);
    }
    return checked;
  }
  const inherited = known ?? chart.namespace;
  if (inherited === undefined || inherited === null) {
    fail('namespace-missing', 'a policy must have a namespace, got none', 'set `namespace` on the chart (`new Chart(app, \'production\', { namespace: \'production\' })`) or on the construct');
  }
  return checkNamespaceName(inherited, known === undefined ? 'the namespace of the chart' : 'the namespace of the pods');
}

/** A valid name that is similar to an invalid one. */
function suggestion(text: string): string {
  const dashed = text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9.]+/g, '-');
  const parts = dashed.split('.').map((part) => part.replace(/^-+|-+$/g, '')).filter((part) => part !== '');
  return cut(parts.join('.'), MAX_SUBDOMAIN) || 'fence';
}

function cut(name: string, most: number): string {
  return name.slice(0, most).replace(/[-.]+$/, '');
}

/** RFC 1123, section 2.1. */
const MAX_LABEL = 63;
