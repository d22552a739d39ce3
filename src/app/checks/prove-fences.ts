import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { AnalysisSession, constructBehind, ConstructDocument, FENCE_PROOF, FenceProof, Ignore, FenceOpening, proveFence } from '../../analysis';
import { decode } from '../../dialects';
import type { Policy } from '../../model';
import { append } from '../../sets';
import type { AppMessage } from '../app-message';
import type { PolicyObject } from '../policy-object';
import { acceptsProof, Fence, isSameMeaning } from './fence';

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
  const accepts = (construct: IConstruct) => acceptsProof(app.ignoresOf(construct), today);
  const written = new Written(session);
  const own = new Map(app.policies.map((policy) => [policy.object, policy]));
  const found = fences.filter(({ construct }) => !accepts(construct)).flatMap((fence) => {
    const { construct, namespace, insideTraffic, existing, parts } = fence;
    const rivals = fences.filter((other) => other !== fence && other.namespace === namespace);
    const declaration = (object: ApiObject): unknown => {
      const policy = own.get(object);
      if (policy === undefined) return existing.get(object);
      return !parts.has(object) && rivalOf(policy, rivals) !== undefined ? undefined : policy.value.manifest();
    };
    const declared = written.declared(declaration, accepts);
    return proveFence(session, { namespace, insideTraffic, declared: declared.policies, isDeclared: (policy) => declared.written.has(policy) })
      .map((proof) => ({ isError: proof.isRefuted, construct, text: wordsOf(construct, proof, own, rivals) }));
  });
  const distinct = [...new Map(found.map((one) => [one.text, one])).values()];
  return { errors: distinct.filter(({ isError }) => isError), warnings: distinct.filter(({ isError }) => !isError) };
}

/** The policies of the input, by the object that writes them. */
class Written {
  private readonly byObject = new Map<ApiObject, Policy[]>();
  private readonly manifests = new Map<ApiObject, unknown>();

  constructor(session: AnalysisSession) {
    for (const policy of session.decoded.policies) {
      const object = constructBehind(policy.origin)?.object;
      if (object !== undefined) append(this.byObject, object, policy);
    }
    for (const { document } of session.source.manifests) {
      if (document instanceof ConstructDocument && this.byObject.has(document.object)) this.manifests.set(document.object, document.value);
    }
  }

  /** What was declared, and the policies that are written so. Where something else is written, the declaration alone counts. */
  public declared(declaration: (object: ApiObject) => unknown, accepts: (object: ApiObject) => boolean) {
    const written = new Set<Policy>();
    const replaced: { value: unknown }[] = [];
    for (const [object, policies] of this.byObject) {
      const stated = declaration(object);
      const isWritten = stated !== undefined && isSameMeaning(stated, this.manifests.get(object));
      if (isWritten || accepts(object)) for (const policy of policies) written.add(policy);
      else if (stated !== undefined) replaced.push({ value: stated });
    }
    return { written, policies: replaced.length === 0 ? [...written] : [...written, ...decode(replaced).policies] };
  }
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
  return `${rule}${where}, ${rival === undefined ? 'which a JSON patch or a resolver has changed' : `a part of the fence ${rival.construct.node.path} of the same namespace`}`;
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
