import { fail } from '../../../errors';
import { Verdict } from '../../../results/reachability';
import type { AnalysisSession } from '../../session/session';
import { ALWAYS_THERE, resolveInvariant, Resolved } from '../../invariants/resolve';
import type { EndSpecs, Statement } from '../../invariants/statement';
import type { NeededFact } from '../../../results/needed-fact';
import { ProofOutcome, ProofResult, Counterexample } from '../../../results/proof';
import { Traffic } from '../../../results/traffic';
import { assumptionsOf } from './assumptions';
import { Confirmed, confirmAll, ShownEnd, ProofWitness, witnessOf } from './confirm';
import { conflictsOf } from './conflicts';
import { demandOf } from './demand';
import { holdsInEveryLabelling } from './holds';
import { judgeIsolation, NOT_MEANT } from './isolated';
import { Membership, membershipOf } from './membership';
import { notesOf } from './notes';
import { judgePairs, ProofEnd } from './pairs';
import { World, worldOf } from './world';

interface ProveOptions {
  /** The maximum number of pods that are made up; beyond it, the answer is unknown. @default 500,000 */
  readonly limit?: number;
  /** Whether counterexamples are connections that one can try: at ports and addresses in use. @default false */
  readonly triesOut?: boolean;
  /** Whether proofs list what they assume. @default true */
  readonly assumptions?: boolean;
}

type Concluded = Omit<ProofResult, 'notes' | 'assumptions'>;

/** What the engine finds about one invariant, before counterexamples are loaded. */
interface InvariantFinding {
  readonly invariant: Resolved;
  readonly membership?: Membership;
  readonly broken?: ProofWitness | Counterexample;
  /** What may break it, where nothing definitely does. */
  readonly undetermined?: ProofWitness;
  readonly uncertainties: readonly string[];
  /** Why it is about nothing. */
  readonly inapplicable?: string;
}

/**
 * Whether invariants hold for all pods that exist or could exist, all addresses and all ports; a counterexample is loaded and
 * judged before it is shown.
 *
 * @throws when a name is unknown, an end can match nothing, or invariants exclude each other
 */
export function prove(session: AnalysisSession, statements: readonly Statement[], options: ProveOptions = {}): ProofResult[] {
  const { limit, triesOut = false, assumptions = true } = options;
  const resolved = statements.map((statement) => resolveInvariant(session, statement));
  for (const invariant of resolved) if (isBetweenAddresses(invariant.statement)) vacuous(invariant, 'its ends are addresses alone');
  const world = worldOf(session, resolved, { triesOut, ...(limit !== undefined && { limit }) });
  const findings = resolved.map((invariant) => find(world, invariant));
  const conflicts = conflictsOf(world, findings);
  const witnesses = findings.flatMap(({ broken, undetermined }) => [broken, undetermined]).filter(isWitness);
  const answers = new Map(confirmAll(world, witnesses).map((answered, i) => [witnesses[i], answered]));
  const concluded = findings.map((finding) => conclude(world, finding, (witness) => answers.get(witness)!));
  const proved = findings.filter((_, i) => assumptions && concluded[i].outcome === ProofOutcome.PROVED);
  const assumed = new Map(assumptionsOf(world, proved).map((list, i) => [proved[i], list]));
  return findings.map((finding, i) => ({
    ...concluded[i],
    assumptions: assumed.get(finding) ?? [],
    notes: [...notesOf(session, finding.invariant.statement), ...conflicts[i]],
  }));
}

function isWitness(value: ProofWitness | Counterexample | undefined): value is ProofWitness {
  return value !== undefined && 'packet' in value && typeof value.packet === 'object';
}

function find(world: World, invariant: Resolved): InvariantFinding {
  const { statement } = invariant;
  if (statement.demand === 'isolated') {
    const { applies, broken, uncertainties } = judgeIsolation(world, invariant);
    if (!applies) return vacuous(invariant, 'it is about no pod that could exist');
    if (broken === undefined && uncertainties.length > 0 && holdsInEveryLabelling(world, invariant)) return { invariant, uncertainties: [] };
    return { invariant, uncertainties, ...(broken && { broken }) };
  }
  const membership = membershipOf(world, invariant);
  const { applies, broken, undetermined } = judgePairs(world, membership, demandOf(invariant, membership.masks));
  if (!applies) return { ...vacuous(invariant, 'its ends are addresses alone, can mean no pod, or its exceptions cover everything'), membership };
  const mayHold = undetermined !== undefined && broken === undefined;
  if (mayHold && holdsInEveryLabelling(world, invariant)) return { invariant, membership, uncertainties: [] };
  return {
    invariant,
    membership,
    uncertainties: isUnsure(membership, undetermined) ? [NOT_MEANT] : [],
    ...(broken && { broken: witnessOf(world, statement.id, broken) }),
    ...(undetermined && !broken && { undetermined: witnessOf(world, statement.id, undetermined) }),
  };
}

function isUnsure({ unsure }: Membership, hit: { readonly source: ProofEnd; readonly destination: ProofEnd } | undefined): boolean {
  return hit !== undefined && [hit.source, hit.destination].some((end) => typeof end === 'number' && unsure[end] === 1);
}

/** Whether both ends are blocks, whatever the input shows. */
function isBetweenAddresses({ demand, from, to }: Statement): boolean {
  const areBlocks = (specs: EndSpecs) => specs !== undefined && specs.every((spec) => spec.type === 'addresses' && (spec.single ?? []).length === 0);
  return demand !== 'isolated' && areBlocks(from) && areBlocks(to);
}

/** Whether the policies of the input decide what an end means. */
function isAboutIsolation({ from, to }: Statement): boolean {
  return [...from ?? [], ...to ?? []].some((spec) => spec.type === 'pods' && spec.isolated !== undefined);
}

/** An invariant that says nothing is a mistake of its author; a ready-made one, or one about isolated pods, just has nothing to say here. */
function vacuous(invariant: Resolved, why: string): InvariantFinding {
  const { id, position, isReadyMade } = invariant.statement;
  if (isReadyMade === true || isAboutIsolation(invariant.statement)) return { invariant, inapplicable: why, uncertainties: [] };
  const place = position === undefined ? '' : `${position.file}:${position.line}: `;
  return fail('invariant-contradiction', `${place}\`${id}\` says nothing: ${why}`, 'correct its ends or exceptions');
}

function conclude(world: World, finding: InvariantFinding, ask: (witness: ProofWitness) => Confirmed): Concluded {
  const { invariant: { statement }, broken, undetermined, uncertainties, inapplicable } = finding;
  const { id, reason, position } = statement;
  const common = { id, ...(reason !== undefined && { reason }), ...(position && { file: position.file, line: position.line }) };
  const unknown = (unknownBecause: readonly string[], counterexample?: Counterexample, needs: readonly NeededFact[] = []): Concluded => ({
    ...common,
    outcome: ProofOutcome.UNKNOWN,
    unknownBecause: [...unknownBecause],
    needs: [...needs],
    isInputIncomplete: unknownBecause.some((why) => !/depends on the CNI|the node of a pod always reaches/.test(why)),
    ...(counterexample && { counterexample }),
  });
  const refuted = (counterexample: Counterexample): Concluded => {
    const missing = missingInput(world.session);
    if (missing.length > 0) return unknown(missing, counterexample);
    return { ...common, outcome: ProofOutcome.REFUTED, unknownBecause: [], needs: [], counterexample };
  };
  if (inapplicable !== undefined) {
    return { ...common, outcome: ProofOutcome.NOT_APPLICABLE, unknownBecause: [inapplicable], needs: [] };
  }
  if (broken !== undefined && !isWitness(broken)) return refuted(broken);
  if (broken !== undefined) {
    const answered = ask(broken);
    const holds = answered.verdict === (statement.demand === 'never' ? Verdict.ALLOWED : Verdict.DENIED);
    if (holds) return refuted(counterexampleOf(statement, broken, answered));
    return unknown([`a counterexample did not hold once it was loaded: ${broken.source.label} => ${broken.destination.label}; ${hasNameDefects(world) ? 'under this network agent a new pod changes what port names open for others' : 'please report this'}`]);
  }
  if (undetermined !== undefined) {
    const answered = ask(undetermined);
    const reasons = [...answered.reasons, ...uncertainties];
    const because = reasons.length > 0 ? reasons : ['policies of equal priority disagree, and which of them wins is undefined'];
    return unknown(because, counterexampleOf(statement, undetermined, answered), answered.needs);
  }
  const incomplete = world.incomplete === undefined ? [] : [world.incomplete];
  const why = [...uncertainties, ...incomplete, ...missingInput(world.session), ...errorsOf(world.session)];
  if (hasNameDefects(world)) why.push(`under ${world.session.profile.name} a pod that does not exist yet changes what a port name opens for others`);
  if (why.length > 0) return unknown([...new Set(why)]);
  return { ...common, outcome: ProofOutcome.PROVED, unknownBecause: [], needs: [] };
}

/** Whether policies name ports and the agent resolves them so that one pod changes the result for another. */
function hasNameDefects({ session }: World): boolean {
  const { undeclaredNamesOpenAll, egressNamesFromOwnNamespace } = session.profile;
  if (!undeclaredNamesOpenAll && !egressNamesFromOwnNamespace) return false;
  return session.decoded.policies.some(({ rules }) => rules.some(({ traffic }) => traffic.named.length > 0));
}

/** Documents that could be anything: a policy among them could close what looks open. */
function missingInput(session: AnalysisSession): string[] {
  const decoded = new Set(session.decoded.problems);
  const lost = session.problems.filter((problem) => problem.severity === 'error' && (!decoded.has(problem) || ['not-an-object', 'no-kind'].includes(problem.code)));
  return lost.length === 0 ? [] : [`${lost.length === 1 ? 'a document' : `${lost.length} documents`} of the input could not be read, first: ${lost[0].message}`];
}

/** A proof assumes that the input was understood. */
function errorsOf(session: AnalysisSession): string[] {
  const first = session.problems.find(({ severity }) => severity === 'error');
  return first === undefined ? [] : [`the input was not fully understood, first: ${first.message}`];
}

function counterexampleOf(statement: Statement, witness: ProofWitness, { verdict, rules, reach }: Confirmed): Counterexample {
  const { source, destination, packet, covered, manifest } = witness;
  const open = verdict === Verdict.UNKNOWN ? reach.allowed.union(reach.unknown) : reach.allowed;
  const definite = verdict === Verdict.UNKNOWN ? reach.allowed : open.union(reach.unknown);
  const traffic = statement.demand === 'never' ? covered.intersect(open) : covered.subtract(definite);
  const what = `${packet.protocol} ${packet.port}`;
  const passes = verdict === Verdict.ALLOWED ? 'passes' : verdict === Verdict.DENIED ? 'does not pass' : 'possibly passes';
  const who = [source, destination].flatMap((end) => whoCan(end));
  return {
    source: source.label,
    destination: destination.label,
    packet: what,
    traffic: Traffic._of(traffic),
    sentence: `${what} from \`${source.label}\` to \`${destination.label}\` ${passes}, which must ${statement.demand === 'never' ? 'never' : 'always'} pass`,
    ...(manifest !== undefined && { manifest }),
    who,
    rules,
  };
}

function whoCan({ label, made, address }: ShownEnd): string[] {
  if (address !== undefined) return [`anyone who gives pods their addresses: a pod of \`${label}\` would have to get ${address}`];
  if (made === undefined) return [];
  const { namespace, name, manifest } = made;
  const [first] = manifest.split(/^---\n/m);
  if (!first.includes('kind: Namespace')) return [`anyone who may create pods in \`${namespace}\` (\`${name}\`)`];
  const isThere = ALWAYS_THERE.includes(namespace);
  if (first.includes('labels:')) return [`anyone who may create pods and ${isThere ? `label the namespace \`${namespace}\`` : 'create or label namespaces'} (\`${namespace}/${name}\`)`];
  return [`anyone who may create pods ${isThere ? `in \`${namespace}\`` : 'and namespaces'} (\`${namespace}/${name}\`)`];
}
