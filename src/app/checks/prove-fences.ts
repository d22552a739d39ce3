import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AnalysisSession, constructBehind, FENCE_PROOF, FenceProof, Ignore, FenceOpening, proveFence } from '../../analysis';
import type { Policy } from '../../model';
import { groupBy } from '../../sets';
import type { AppMessage } from '../app-message';
import type { PolicyObject } from '../policy-object';
import { acceptsProof, Fence } from './fence';
import { WrittenPolicies } from './written-policies';

/** The part of an app's model that the proof reads. */
interface FencedApp {
  readonly fences: readonly Fence[];
  readonly policies: readonly PolicyObject[];
  ignoresOf(construct: IConstruct): readonly Ignore[];
}

/** What the proofs found: fences that do not hold, and those of which it is not known. */
interface FencesProved {
  readonly errors: readonly AppMessage[];
  readonly warnings: readonly AppMessage[];
}

/**
 * What refutes that the fences of an app hold: a policy opens one further than its author declared.
 *
 * Declared are the policies of our constructs, wherever they are in the app, as the constructs state them (a JSON patch or a resolver may
 * write something else); with `Fences.everywhere`, those that existed before; and those whose construct ignores the rule. The own policies of
 * a fence are not declared for another fence of the namespace.
 */
export function proveFences(session: AnalysisSession, app: FencedApp, today: string): FencesProved {
  const { fences } = app;
  const accepts = remembered((construct: IConstruct) => acceptsProof(app.ignoresOf(construct), today));
  const own = new Map(app.policies.map((policy) => [policy.object, policy]));
  const written = new WrittenPolicies(session, own, fences.map(({ existing }) => existing));
  const aboutNamespace = policiesByNamespace(session);
  const byNamespace = groupBy(fences, ({ namespace }) => namespace);
  const found = fences.filter(({ construct }) => !accepts(construct)).flatMap((fence) => {
    const { construct, namespace, insideTraffic, existing, parts } = fence;
    const rivals = byNamespace.get(namespace)!.filter((other) => other !== fence);
    const declarations = {
      of: (object: ApiObject) => {
        const policy = own.get(object);
        if (policy === undefined) return existing.has(object) ? { manifest: existing.get(object) } : undefined;
        return !parts.has(object) && rivalOf(policy, rivals) !== undefined ? undefined : 'own';
      },
      accepts,
    } as const;
    const claim = {
      namespace,
      insideTraffic,
      declared: () => written.declared(namespace, declarations),
      isDeclared: (policy: Policy) => written.isDeclared(policy, declarations),
    };
    return proveFence(session, claim, aboutNamespace(namespace))
      .map((proof) => ({ isError: proof.isRefuted, construct, text: wordsOf(construct, proof, own, rivals) }));
  });
  const distinct = [...new Map(found.map((one) => [one.text, one])).values()];
  return { errors: distinct.filter(({ isError }) => isError), warnings: distinct.filter(({ isError }) => !isError) };
}

function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const answers = new Map<K, V>();
  return (key) => {
    if (!answers.has(key)) answers.set(key, ask(key));
    return answers.get(key)!;
  };
}

/** The policies about a namespace, in the order of the session. */
function policiesByNamespace(session: AnalysisSession): (namespace: string) => readonly Policy[] {
  const { policies } = session.decoded;
  const named = groupBy(policies, ({ subject: { namespaces } }) => ('name' in namespaces ? namespaces.name : undefined));
  const others = new Set(named.get(undefined));
  const isNamed = ({ subject: { namespaces } }: Policy, namespace: string) => 'name' in namespaces && namespaces.name === namespace;
  const isAbout = (policy: Policy, namespace: string) => others.has(policy) || isNamed(policy, namespace);
  return (namespace) => (others.size === 0 ? named.get(namespace) ?? [] : policies.filter((policy) => isAbout(policy, namespace)));
}

type OwnPolicies = ReadonlyMap<ApiObject, PolicyObject>;

function wordsOf({ node: { path } }: IConstruct, proof: FenceProof, own: OwnPolicies, rivals: readonly Fence[]): string {
  const { namespace, sentence, openedBy, manifest, isRefuted, because } = proof;
  const fence = `[${FENCE_PROOF}] NamespaceFence ${namespace} (${path})`;
  const shown = manifest === undefined ? '' : `\n    the counterexample:\n${manifest.map((line) => `      ${line}`).join('\n')}`;
  const openings = openedBy.map((opening) => openingText(opening, own, rivals));
  if (!isRefuted) {
    const by = openings.length === 0 ? '' : `; possibly opened by ${openings.join(', ')}`;
    return `${fence}: not proved: ${sentence}${by}; it is unknown because ${because.join('; ')}; fix: ${ACCEPT}${shown}`;
  }
  const opened = openings.length === 0 ? 'nothing isolates its pods any more' : `opened by ${openings.join(', ')}`;
  return `${fence}: ${sentence}; ${opened}; fix: ${fixOf(openedBy, own, rivals)}${shown}`;
}

const ACCEPT = 'state it on the fence (`fence.allowFrom(…)`, `fence.allowTo(…)`), remove the policy, ' +
  `or accept it with \`Checks.ignore(policy, { rule: '${FENCE_PROOF}', reason: '…' })\``;

function openingText({ rule, policy }: FenceOpening, own: OwnPolicies, rivals: readonly Fence[]): string {
  const behind = constructBehind(policy.origin);
  const stated = behind && own.get(behind.object);
  const where = behind === undefined ? '' : ` (${behind.construct})`;
  if (stated === undefined) return `${rule}${where}`;
  const rival = rivalOf(stated, rivals);
  const why = rival === undefined
    ? 'which a JSON patch or a resolver has changed'
    : `a part of the fence ${rival.construct.node.path} of the same namespace`;
  return `${rule}${where}, ${why}`;
}

function fixOf(openedBy: readonly FenceOpening[], own: OwnPolicies, rivals: readonly Fence[]): string {
  if (openedBy.length === 0) return 'restore the default deny of the fence';
  const stated = openedBy.flatMap(({ policy }) => own.get(constructBehind(policy.origin)?.object as ApiObject) ?? []);
  const rival = stated.map((policy) => rivalOf(policy, rivals)).find((one) => one !== undefined);
  return rival === undefined ? ACCEPT : 'write one fence for the namespace, or give both the same `insideTraffic` and `dns`';
}

function rivalOf({ object }: PolicyObject, rivals: readonly Fence[]): Fence | undefined {
  return rivals.find(({ parts }) => parts.has(object));
}
