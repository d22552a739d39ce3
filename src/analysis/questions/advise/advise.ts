import { AddressSet } from '../../../results/address-set';
import type { Advice, AdvisedRule, AdviceProof, MissedFlow } from '../../../results/advice';
import { formatCidr, parseCidr } from '../../../sets';
import { fail } from '../../../errors';
import { prove } from '../prove/prove';
import { ReplayJudge } from '../replay/judge';
import type { AnalysisSession } from '../../session/session';
import type { ResolvedTraffic } from '../../traffic/traffic';
import { PeerSet } from '../../../results/peer-set';
import { Traffic as TrafficResult } from '../../../results/traffic';
import { directionOf } from '../../ends/direction';
import { labelsOf, namespacesOf } from '../../ends/traffic-end';
import { admissible } from './admissible';
import { compareWith } from './compare';
import { dnsNamed, KNOWN_DNS, NO_DNS } from './dns-choice';
import { Entrances } from './entrances';
import { evidenceOf } from './evidence';
import { fencesFor } from './fence-choice';
import { attemptOf, together } from './attempt';
import type { Grant } from './grant';
import { GrantContext, grantsOf, sidesOf } from './grants';
import { isLookup, withResolvers } from './resolvers';
import { newFindings } from './review';
import type { AdviseOptions } from './settings';
import { AdvisedProgram, programOf } from './policies';
import { typescriptOfProgram } from './program-typescript';
import { yamlOfProgram } from './program-yaml';
import { AdvisedSubjects } from './subjects';
import { Candidate, flowOf, sortTraffic } from './wanted';

/** The smallest change that admits the wanted traffic of a record and nothing that an invariant forbids; checked on the manifests that it shows. */
export function advise(record: ResolvedTraffic, options: AdviseOptions = {}): Advice {
  const { traffic, remarks: assumed } = withResolvers(record);
  const { invariants = [], inside = false } = options;
  const session = traffic.sessions[0];
  const { fences, remarks } = fencesFor(traffic, session, options.fence);
  const requested = dnsNamed(session.facts.dns?.value);
  const isDnsWished = requested !== undefined;
  const bare = programOf([], { base: session, fences, inside, dns: requested ?? NO_DNS, isDnsWished });
  const base = together(session, yamlOfProgram(bare));
  const sorted = sortTraffic(traffic, base, options);
  const context = contextOf(base, sorted.candidates, fences, options);
  const attempt = (candidates: readonly Candidate[]) => attemptOf(candidates, { ...context, session, fences, inside, isDnsWished });
  const { accepted, missed } = admissible(sorted.candidates, attempt, { base, invariants });
  const { program, yaml, after, grants } = accepted;
  const judge = new ReplayJudge(after, 0);
  // a rule may decide what was undetermined before
  const unsaid = [...sorted.missed].filter(([edge]) => judge.judge(edge).verdict !== 'allowed').map(([, flow]) => flow);
  const allMissed = [...unsaid, ...missed].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  return {
    files: [...traffic.files],
    fences: [...fences],
    rules: rulesOf(program),
    typescript: typescriptOfProgram(program, context.dns.typescript),
    yaml,
    already: sorted.already.length,
    notWanted: sorted.notWanted,
    missed: allMissed,
    remarks: [...remarks, ...assumed, ...(isDnsWished ? [] : remarksOn(program, traffic)), ...unseenOf(traffic, fences)],
    proof: proofOf(traffic, { session, base, after, grants, wanted: sorted.already.length + sorted.candidates.length + sorted.missed.size, options }),
  };
}

function contextOf(base: AnalysisSession, candidates: readonly Candidate[], fences: readonly string[], options: AdviseOptions): GrantContext {
  const { blocks = [] } = options;
  for (const cidr of blocks) if (parseCidr(cidr) === undefined) fail('option-value', `\`--block\` is a block of addresses, got \`${cidr}\``, 'write `203.0.113.0/24`');
  const plain = blocks.map((cidr) => formatCidr(parseCidr(cidr)!));
  const context = { base, subjects: new AdvisedSubjects(base, new Set(fences)), blocks: plain, dns: NO_DNS, entrances: new Entrances(base) };
  const requested = dnsNamed(base.facts.dns?.value);
  if (requested !== undefined) return { ...context, dns: requested };
  const sides = sidesOf(candidates).filter(({ direction }) => direction === 'egress');
  let [best, most] = [NO_DNS, 0];
  for (const choice of KNOWN_DNS) {
    const lookups = grantsOf(sides, { ...context, dns: choice }).filter(({ kind }) => kind === 'dns').reduce((sum, grant) => sum + grant.sides.length, 0);
    if (lookups > most) [best, most] = [choice, lookups];
  }
  return { ...context, dns: best };
}

interface ToProve {
  readonly session: AnalysisSession;
  readonly base: AnalysisSession;
  readonly after: AnalysisSession;
  readonly grants: readonly Grant[];
  readonly wanted: number;
  readonly options: AdviseOptions;
}

function proofOf(traffic: ResolvedTraffic, { session, base, after, grants, wanted, options }: ToProve): AdviceProof {
  const { invariants = [] } = options;
  const { already, candidates } = sortTraffic(traffic, after, options);
  const closedNow = new Set(candidates.map(({ edge }) => edge));
  const was = new ReplayJudge(base, 0);
  const lost = traffic.edges.filter((edge) => closedNow.has(edge) && was.judge(edge).verdict === 'allowed').map(flowOf);
  const [before, now] = [session, after].map((state) => prove(state, invariants));
  return {
    admitted: already.length,
    wanted,
    ...compareWith(grants, base, after),
    lost,
    invariants: invariants.map(({ id }, i) => ({ id, before: before[i].outcome, after: now[i].outcome })),
    findings: newFindings(session, after),
  };
}

function rulesOf({ policies, fences }: AdvisedProgram): AdvisedRule[] {
  const rule = (grant: Grant, policy: string): AdvisedRule => ({
    direction: directionOf(grant.direction),
    namespace: grant.namespace,
    policy,
    pods: PeerSet._of({ namespaces: { name: grant.namespace }, pods: grant.pods }),
    peers: grant.peers.flatMap((peer) => (peer.type === 'endpoints' ? [PeerSet._of(peer.endpoints)] : [])),
    addresses: grant.peers.flatMap((peer) => (peer.type === 'addresses' ? [AddressSet._of(peer.addresses)] : [])),
    traffic: TrafficResult._of(grant.traffic),
    evidence: evidenceOf(grant),
    check: [...grant.check],
  });
  return [
    ...policies.flatMap(({ grants, manifests }) => grants.map((grant, i) => rule(grant, (manifests[i] ?? manifests[0]).name))),
    ...fences.flatMap(({ namespace, dnsGrant }) => (dnsGrant === undefined ? [] : [rule(dnsGrant, `${namespace}-dns`)])),
  ];
}

function remarksOn({ fences }: AdvisedProgram, { edges, sessions: [{ decoded }] }: ResolvedTraffic): string[] {
  const { workloads } = decoded.cluster;
  const looking = new Set(edges.filter(isLookup).flatMap(({ source: { ends: [end] } }) => namespacesOf(end, workloads)));
  return fences.filter(({ dns }) => dns === NO_DNS).map(({ namespace }) => (looking.has(namespace)
    ? `pods of ${namespace} looked up names, and no known resolver of a cluster that the fence closes answered, so the fence names none; write --dns kube-dns if one is meant`
    : `no pod of ${namespace} was seen to resolve names, so the fence closes DNS; write --dns kube-dns if they do`));
}

/** A fence also closes traffic that was never recorded. */
function unseenOf({ edges, sessions: [session] }: ResolvedTraffic, fences: readonly string[]): string[] {
  const seen = new Set(edges.flatMap(({ source, destination }) => [...labelsOf(source.ends[0]), ...labelsOf(destination.ends[0])]));
  return [...session.identities().values()].filter(({ namespace, label }) => fences.includes(namespace) && !seen.has(label))
    .map(({ label }) => `the record does not show ${label}, which the fence closes off`);
}

function textOf({ source, destination, traffic }: MissedFlow): string {
  return `${source}\n${destination}\n${traffic}`;
}

