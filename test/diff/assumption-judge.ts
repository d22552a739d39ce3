/**
 * Judges the list of assumptions of a proof: without any of them the oracle finds a counterexample, and without any other it finds none. Of a
 * proof, only the outcome and the list are taken.
 */
import { NetfenceError } from '../../src/errors';
import { givenFacts } from '../../src/analysis/facts/given';
import { readInvariants } from '../../src/analysis/invariants/file';
import type { EndSpec } from '../../src/analysis/invariants/statement';
import { prove } from '../../src/analysis/questions/prove/prove';
import { readObjects } from '../../src/analysis/session/read';
import { withFacts } from '../../src/analysis/session/with-facts';
import { SPEC } from '../../src/profiles';
import { PeerSet } from '../../src/results/peer-set';
import { AssumptionKind, ProofAssumption } from '../../src/results/proof-remarks';
import { LabelSelector } from '../../src/sets';
import { AssumptionCase, POD_RANGES } from './assumption-cases';
import { breaksSomewhere, World, worldsWithout } from './assumption-worlds';

type Json = any;

interface AssumptionJudgement {
  /** Whether there is a proof. */
  readonly proved: boolean;
  readonly printed: readonly string[];
  readonly failure?: string;
}

const BLOCKS_OUTSIDE = { ...SPEC, name: 'blocks-outside', blocksMatchPods: 'no', unknownAddresses: 'never-match' } as const;

/** What a proof of the case says that it assumes; nothing where there is none. */
export function assumptionsOf(item: AssumptionCase): readonly ProofAssumption[] | undefined {
  const facts = givenFacts({ ...(item.ranged && { podRanges: POD_RANGES }), ...(item.complete && { complete: true }) }, 'case');
  // facts choose a profile where none is given but the specification, which this one counts as
  const session = withFacts(readObjects(item.objects), facts).withProfile(item.blocksMeanPods === 'no' ? BLOCKS_OUTSIDE : SPEC);
  const { statements } = readInvariants(JSON.stringify({ invariants: [item.invariant] }), 'invariants');
  try {
    const [{ outcome, assumptions }] = prove(session, statements);
    return outcome === 'proved' ? assumptions : undefined;
  } catch (error) {
    if (error instanceof NetfenceError && ['invariant-contradiction', 'unknown-namespace'].includes(error.code)) return undefined;
    throw error;
  }
}

export function judgeAssumptions(item: AssumptionCase, index: number): AssumptionJudgement {
  const assumptions = assumptionsOf(item);
  if (assumptions === undefined) return { proved: false, printed: [] };
  const printed = new Set(assumptions.map(keyOf));
  const failure = faultOf(item, printed, index);
  return { proved: true, printed: [...printed], ...(failure !== undefined && { failure }) };
}

/** What is wrong with a list of assumptions. */
export function faultOf(item: AssumptionCase, printed: ReadonlySet<string>, index: number): string | undefined {
  const all = new Map<string, World[]>();
  for (const { key, worlds } of [...worldsWithout(item), ...exceptedWorlds(item)]) all.set(key, [...all.get(key) ?? [], ...worlds]);
  const stranger = [...printed].find((key) => !all.has(key));
  if (stranger !== undefined) return `\`${stranger}\` is assumed, which nothing of the case is about`;
  for (const [key, worlds] of all) {
    const isPrinted = printed.has(key);
    const broken = breaksSomewhere(worlds, index, isPrinted ? 'thorough' : 'sample');
    // whether further policies isolate what an exception leaves out as isolated is a question of their own kinds, too
    if (broken === undefined && /policies|elsewhere/.test(key) && JSON.stringify(item.invariant.except ?? '').includes('"isolated"')) continue;
    if (broken === undefined && isPrinted) return `\`${key}\` is assumed, and without it there is no counterexample`;
    if (broken !== undefined && !isPrinted) return `\`${key}\` is not assumed, and without it ${broken}`;
  }
  return undefined;
}

function keyOf({ kind, peers, addresses, facts }: ProofAssumption): string {
  switch (kind) {
    case AssumptionKind.AGENT_AS_MEASURED: return AssumptionKind.AGENT_FOLLOWS_SPECIFICATION;
    case AssumptionKind.EXCEPTED_PODS: return `${kind} ${peers?._key}`;
    case AssumptionKind.ADDRESS_OUTSIDE:
    case AssumptionKind.ADDRESS_HOLDER: return `${kind} ${addresses!.blocks.join()}`;
    case AssumptionKind.STATED_FACTS: return `${kind} ${facts!.join()}`;
    default: return kind;
  }
}

/** The invariant without one of the ends of an exception: what a pod that is no longer trusted could do. */
function exceptedWorlds(item: AssumptionCase): { readonly key: string; readonly worlds: World[] }[] {
  const { statements: [statement] } = readInvariants(JSON.stringify({ invariants: [item.invariant] }), 'invariants');
  return statement.except.flatMap((exception, i) => (['from', 'to'] as const).flatMap((end) => (exception[end] ?? []).flatMap((spec, at) => {
    if (spec.type === 'addresses') return [];
    const raw: Json = item.invariant.except[i];
    const rest = [raw[end]].flat().filter((_: Json, j: number) => j !== at);
    const except = item.invariant.except.map((other: Json, j: number) => (j === i ? { ...raw, [end]: rest } : other));
    return [{ key: `${AssumptionKind.EXCEPTED_PODS} ${peersOf(spec)}`, worlds: [{ item: { ...item, invariant: { ...item.invariant, except } } }] }];
  })));
}

function peersOf(spec: EndSpec): string | undefined {
  if (spec.type !== 'pods') return undefined;
  const { namespace, namespaces = LabelSelector.EVERYTHING, pods } = spec;
  return PeerSet._of({ namespaces: namespace === undefined ? { labels: namespaces } : { name: namespace }, pods })._key;
}
