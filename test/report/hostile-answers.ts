import { FORMS } from '../../src/report/forms';
import type { DecidingRule } from '../../src/results/deciding-rule';
import {
  CauseKind, EdgeChange, FactKind, Isolation, OutsideEnd, PodAuthor, RecordedOutcome, ReplayStatus, RuleEffect, TargetKind, TrafficDirection,
} from '../../src/results/enums';
import type { AdvisedFinding, RuleEvidence } from '../../src/results/advice';
import { AddressSet } from '../../src/results/address-set';
import type { Explanation, OpenedConnection } from '../../src/results/explanation';
import { ExplanationNote, ExplanationNoteKind } from '../../src/results/explanation-note';
import type { Exposure } from '../../src/results/exposure';
import { PeerSet } from '../../src/results/peer-set';
import { IpSet, LabelSelector } from '../../src/sets';
import { ProofOutcome } from '../../src/results/proof';
import type { NeededFact } from '../../src/results/needed-fact';
import { RuleSeverity } from '../../src/results/severity';
import type { ProofResult } from '../../src/results/proof';
import { AssumptionKind, ProofNoteKind } from '../../src/results/proof-remarks';
import { Verdict } from '../../src/results/reachability';
import type { Replay, ReplayEdge } from '../../src/results/replay';
import type { Report, ReportClause } from '../../src/results/report';
import type { RegisteredRule, RuleEnd } from '../../src/results/report-register';
import type { ChangedEdges, ReachabilityDiff } from '../../src/results/diff';
import { yamlOf } from '../../src/text/yaml';
import { addresses, traffic } from '../traffic';
import { finding, reportOf } from './findings-sample';

type Forms = typeof FORMS;
type Rendering<K extends keyof Forms> = Parameters<Forms[K][number]['render']>;

const { EGRESS, INGRESS } = TrafficDirection;
const TCP = traffic('TCP 80,443');
const NONE = traffic('');

/** A program or manifest, as the generator writes one: nothing in it is raw, but it may end a block of code. */
const program = (name: string) => `${yamlOf({ name })}\`\`\`\n- <b>\n`;
const oneLine = (name: string) => name.replaceAll('\n', ' ');
const rule = (name: string): DecidingRule => (
  { direction: EGRESS, effect: RuleEffect.DENY, policy: name, field: name, file: name, line: 3, reason: oneLine(name) }
);
const need = (name: string): NeededFact => ({ kind: FactKind.POD_RANGES, subject: name });
const opened = (name: string): OpenedConnection => ({ source: name, destination: name, traffic: TCP });
const flow = (name: string) => ({ source: name, destination: name, traffic: name, records: 2 });
const missed = (name: string) => ({ ...flow(name), why: [name], deniedBy: [rule(name)], forbiddenBy: [name] });

function changed(name: string, more: Partial<ChangedEdges> = {}): ChangedEdges {
  const cause = { what: CauseKind.POLICY_CHANGED, label: name, details: [name], file: name, line: 3 };
  const none = { beforeUnknown: NONE, afterUnknown: NONE, opened: NONE, closed: NONE, possiblyOpened: NONE, possiblyClosed: NONE };
  return {
    ...{ kind: EdgeChange.OPENED, sources: [name], destinations: [name], withinWorkloads: false, outside: OutsideEnd.NEITHER },
    ...{ before: NONE, after: TCP },
    ...none,
    ...{ workloads: [name], causes: [cause, cause], danger: 70 },
    ...more,
  };
}

const exposed = (name: string): Exposure => ({
  ...{ workload: name, direction: INGRESS, traffic: TCP, isDefinite: true, reasons: [name] },
  ...{
    except: [PeerSet._of({ namespaces: { name }, pods: LabelSelector.labels({ [name]: name }) })],
    portNames: [name],
    exceptPortNames: [name],
    isLimitedByPeers: true,
    who: PodAuthor.NAMESPACE_CREATOR,
  },
  peers: PeerSet._of({ namespaces: { name }, pods: LabelSelector.labels({ [name]: name }) }),
});

function diffOf(name: string): ReachabilityDiff {
  return {
    edges: [changed(name, { opened: TCP }), changed(name, { closed: TCP, kind: EdgeChange.CLOSED }), changed(name)],
    isolation: [{ workload: name, direction: INGRESS, isolated: true, before: Isolation.NOT_ISOLATED, after: Isolation.ISOLATED }],
    addedWorkloads: [name],
    removedWorkloads: [name],
    policies: [{ what: CauseKind.POLICY_ADDED, label: `idle ${name}`, details: [name], file: name, line: 3 }],
    exposure: [true, false].map((isNew) => ({ isNew, exposure: exposed(name) })),
    notes: [name],
  };
}

function replayed(name: string, status: ReplayStatus): ReplayEdge {
  return {
    ...flow(name),
    ...{ status, verdict: Verdict.DENIED, before: Verdict.ALLOWED, recorded: RecordedOutcome.PASSED, replies: 1, connections: 1 },
    ...{ first: name, last: name, why: [name], needs: [need(name)] },
    denies: [{ direction: EGRESS, rules: [rule(name)] }],
    change: { typescript: program(name), yaml: program(name), opens: [opened(name), opened(name)] },
    ...{ notes: [name], ignored: name },
  };
}

function replayOf(name: string): Replay {
  const { DENIED, OPENED, UNKNOWN, NOT_POLICED, UNAFFECTED } = ReplayStatus;
  const [denied, opens, unknown, notPoliced, unaffected] = [DENIED, OPENED, UNKNOWN, NOT_POLICED, UNAFFECTED]
    .map((status) => [replayed(name, status)]);
  return {
    ...{ isSafe: false, denied, opened: opens, unknown, notPoliced, unaffected },
    coverage: {
      ...{ first: name, last: name, records: 9, replies: 1, duplicates: 0 },
      ...{ lost: [{ where: name, events: 0 }], missingNodes: [name], clusters: [name] },
      ...{ skipped: [{ what: name, count: 1 }], drops: [{ reason: name, count: 1 }], undirected: { joined: 1, byPort: 0, undecided: 0 } },
      ...{ unmapped: 0, edges: 5, workloads: 2 },
      ...{ unobserved: [name], unseen: [{ source: name, destination: name, traffic: TCP, partly: true }], unseenCount: 1, openByDefault: 0 },
    },
    problems: [{ what: name, count: 1, file: name, line: 1 }],
    ...{ uncertainties: [name], remarks: [name], files: [{ file: name, format: name }], compared: true },
  };
}

function remarksOf(name: string): Pick<ProofResult, 'assumptions' | 'notes'> {
  const parts = { agent: name, source: name, namespaces: [name], workload: name, peers: exposed(name).peers, addresses: AddressSet._of(IpSet.ALL) };
  const said = { labels: [name], suggestion: name, demandedBy: name, forbiddenBy: name, traffic: TCP };
  return {
    assumptions: Object.values(AssumptionKind).map((kind) => ({ kind, ...parts })),
    notes: Object.values(ProofNoteKind).map((kind) => ({ kind, ...said })),
  };
}

const endsOf = (name: string) => ({ pods: exposed(name).peers, peers: [exposed(name).peers], addresses: [addresses('10.0.0.0/8')] });

const evidence = (name: string): RuleEvidence => (
  { sources: [name], destinations: [name], traffic: TCP, records: 1, replies: 1, services: [name], names: [name] }
);

const advisedFinding = (name: string): AdvisedFinding => ({ rule: name, severity: RuleSeverity.ERROR, subject: name, message: name });

const notesOf = (name: string): ExplanationNote[] => Object.values(ExplanationNoteKind).map((kind) => (
  { kind, policy: name, policyKind: name, direction: INGRESS, policies: 2, traffic: TCP, workload: name, port: 80, portName: name, service: name }
));

function proofs(name: string): ProofResult[] {
  const ends = { source: name, destination: name, packet: name };
  const counterexample = { ...ends, traffic: TCP, sentence: name, manifest: program(name), who: [name], rules: [rule(name)] };
  const base = { id: name, reason: name, ...remarksOf(name), unknownBecause: [name], needs: [need(name)], file: name, line: 3 };
  const { PROVED, REFUTED, UNKNOWN } = ProofOutcome;
  return [{ ...base, outcome: PROVED }, { ...base, outcome: REFUTED, counterexample }, { ...base, outcome: UNKNOWN }];
}

function explained(name: string): Explanation {
  const end = { verdict: Verdict.DENIED, rules: [rule(name)] };
  const programs = { typescript: program(name), yaml: program(name) };
  const change = { ...programs, traffic: TCP, sides: [EGRESS], opens: [opened(name)], mayOpen: [opened(name)], remarks: [name] };
  const rules = { closedByEgress: [rule(name)], closedByIngress: [rule(name)], openedBy: [rule(name)] };
  const part = { ...rules, traffic: TCP, reasons: [name], needs: [need(name)], egress: end, ingress: end, notes: notesOf(name) };
  const parts = [{ ...part, verdict: Verdict.DENIED, change }, { ...part, verdict: Verdict.DENIED }, { ...part, verdict: Verdict.ALLOWED }];
  return { source: name, destination: name, cases: [{ sourcePods: name, destinationPods: name, parts }] };
}

function reportAnswer(name: string): Report {
  const reviewed = { rule: name, severity: 'error', subject: name, message: name, fix: name, file: name, line: 1 } as const;
  const pods = [exposed(name).peers];
  const end = (isAnyone = false): RuleEnd => ({
    ...{ isAnyone, pods, addresses: [addresses('10.0.0.0/8')], others: [name], count: 1, possible: 1 },
    ...{ namespaces: [{ namespace: name, count: 1, possible: 1 }], furtherNamespaces: 1 },
  });
  const isolation = { isolated: 1, partly: 1, unknown: 1, notIsolated: 1 };
  const registered = (more: Partial<RegisteredRule>): RegisteredRule => ({
    ...{ policy: name, direction: 'ingress', action: 'allow', source: end(), destination: end(true), traffic: TCP },
    ...{ namedPorts: [name], field: name, file: name, line: 3, insecure: [name], owner: name, since: name, use: { records: 0 }, unclear: name },
    ...more,
  });
  const clause: ReportClause = {
    ...{ id: 'pci-1.3.1', title: name, source: 'https://e.example', sentence: name, outcome: 'refuted', evidence: 'proof' },
    ...{ proofs: proofs(name), limits: name },
  };
  const state = { ingress: Isolation.PARTLY, egress: Isolation.UNKNOWN };
  return {
    cover: {
      ...{
        title: name,
        date: name,
        version: name,
        agent: name,
        agentSource: name,
        inputs: [{ role: 'flows', file: name, size: 1, sha256: name }],
      },
      ...{ commit: { id: name, isChanged: true }, facts: [{ field: name, source: name }], unknownKinds: [{ kind: name, objects: 1 }] },
      remarks: [name],
      problems: [{ code: name, message: name, fix: name, isError: true, position: { file: name, line: 1, column: 1 } }],
    },
    isUnderstood: false,
    summary: {
      ...{ namespaces: 1, workloads: 1, pods: 1, policies: 1, allowedPairs: 1, unknownPairs: 1, deniedPairs: 1 },
      ...{ ingress: isolation, egress: isolation },
    },
    zones: {
      ...{ namespaces: [name], others: ['(internet)'], marked: [name], isRecorded: true },
      cells: [{ source: name, destination: '(internet)', allowed: TCP, unknown: TCP, seen: TCP, denied: TCP }],
      details: [{ namespace: name, groups: [[name, name]], cells: [{ source: '(internet)', destination: name, allowed: TCP, unknown: TCP }] }],
    },
    constructs: { [name]: name },
    explanations: [{}, { namespace: name }].map((where) => ({ ...where, source: name, destination: name, examples: [explained(name)] })),
    register: {
      rules: [registered({}), registered({ action: 'unread' }), registered({ reason: name, use: { records: 2, last: name } })],
      defaults: [{ tier: name, policies: 1, action: 'deny' }],
      namespaces: {
        pairs: [
          {
            source: name,
            destination: name,
            allowed: TCP,
            unknown: TCP,
            rules: [rule(name)],
            furtherRules: 1,
            notIsolated: [{ direction: 'ingress', workload: name }],
          },
        ],
        ...{ listsDenied: false, isCut: true },
      },
      record: { first: name, last: name, connections: 1, unmapped: 1, denied: 1, unknown: 1 },
    },
    review: {
      findings: [reviewed],
      otherFindings: [reviewed],
      ...{ counts: { error: 1, warning: 0, info: 0 }, changes: diffOf(name) },
      ignores: [{ rules: [name], reason: name, until: name, isExpired: true, where: name }],
    },
    clauses: [clause],
    invariants: proofs(name),
    defaults: [{ namespace: name, pods: 1, ingress: isolation, egress: isolation, hostNetwork: [name], open: [{ workload: name, ...state }] }],
    exposure: { lines: [exposed(name), { ...exposed(name), isDefinite: false }], limited: { asked: 1, workloads: 2 }, incomplete: name },
    drift: diffOf(name),
  };
}

const PICTURE = { date: '2026-11-30', understood: false };

/** Of each answer of the table one that holds a name wherever input can bring text in, and the options of its forms. */
export const ANSWERS: { readonly [K in keyof Forms]: (name: string) => Rendering<K> } = {
  list: (name) => {
    const end = { type: 'workload', label: name, namespace: name, short: name } as const;
    const to = { addresses: addresses('10.0.0.0/8') };
    return [{
      edges: () => [{ source: end, destination: end, traffic: TCP }],
      ends: () => [end],
      verdicts: () => [{ source: name, destination: to, verdict: Verdict.UNKNOWN, traffic: TCP, reasons: [name], rules: [rule(name)] }],
      matrix: () => ({ groups: [[name]], row: () => [undefined] }),
    }, PICTURE];
  },
  findings: (name) => [reportOf([finding(name)], name), { fails: () => true, lineOf: (file) => `key: ${file}`, version: '1.2.3', all: true }],
  answer: (name) => [
    {
      source: name,
      destination: name,
      protocol: 'TCP',
      port: 80,
      verdict: Verdict.UNKNOWN,
      listed: false,
      reasons: [name],
      needs: [need(name)],
      rules: [rule(name)],
    },
    { source: name, port: name },
  ],
  explanation: (name) => [explained(name), () => name],
  isolation: (name) => {
    const policy = { direction: INGRESS, isolates: true, rules: 1, policy: name, file: name, line: 3, reasons: [oneLine(name)], notes: [name] };
    const isolation = { ingressIsolated: true, egressIsolated: false, ingressIsolation: Isolation.ISOLATED, egressIsolation: Isolation.PARTLY };
    return [{ workload: name, ...isolation, policies: [policy], notes: [name] }, () => name];
  },
  diff: (name) => [
    { compatible: () => [{ type: 'changed', source: name, destination: name, before: NONE, after: TCP, workloads: name }], full: () => diffOf(name) },
    { version: '1.2.3', ...PICTURE, all: false },
  ],
  blast: (name) => [{
    ...{ workload: name, directPods: 1, pods: 2, podsAtWorst: 3, podsOfCluster: 9 },
    workloads: [1, 2].map((hop) => ({ workload: name, hop, via: name, traffic: TCP, unknown: NONE, isUncertain: hop === 2 })),
    outside: [{ addresses: addresses('10.0.0.0/8'), traffic: TCP, direct: true }],
    targets: [{ target: TargetKind.METADATA, address: name, hop: 1, via: name, traffic: TCP, isUncertain: true }],
    cutEdges: [{ sources: [name], destinations: [name], traffic: TCP, pods: 1 }],
    change: { workload: name, podsBefore: 1, podsAfter: 2, added: [name], removed: [name] },
  }, PICTURE],
  sizes: (name) => [[{ workload: name, directPods: 1, pods: 2, podsAtWorst: 3 }], PICTURE],
  proof: (name) => [proofs(name), undefined],
  exposure: (name) => {
    return [[exposed(name), { ...exposed(name), direction: EGRESS, isDefinite: false }], { ...PICTURE, isJudged: true }];
  },
  replay: (name) => [replayOf(name), { fails: ({ status }) => status === 'denied', all: true }],
  advice: (name) => [{
    ...{ files: [{ file: name }], fences: [name], typescript: program(name), yaml: program(name) },
    ...{ already: 1, notWanted: 1, missed: [missed(name)], remarks: [name] },
    rules: [{ direction: EGRESS, namespace: name, policy: name, ...endsOf(name), traffic: TCP, evidence: evidence(name), check: [name] }],
    proof: {
      ...{ admitted: 1, wanted: 2, compared: 3, outside: [opened(name)], closed: [opened(name)], lost: [flow(name)], unchecked: [name] },
      invariants: [{ id: name, before: ProofOutcome.PROVED, after: ProofOutcome.REFUTED }],
      findings: [advisedFinding(name)],
    },
  }, undefined],
  report: (name) => [reportAnswer(name), undefined],
  plan: (name) => [{
    steps: (['observe', 'allow', 'enforce', 'tighten'] as const).map((kind, i) => ({
      ...{ number: i + 1, kind, namespace: name, applied: false, commands: [name], undo: [name] },
      ...{ file: name, yaml: program(name), policies: [name], typescript: program(name), rules: [] },
      ...{ replay: replayOf(name), diff: diffOf(name), missed: [missed(name)], findings: [advisedFinding(name)], remarks: [name] },
    })),
  }, undefined],
};
