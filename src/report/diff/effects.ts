import type { ChangeCause, ChangedEdges } from '../../results/diff';
import { CauseKind } from '../../results/enums';
import { listed } from '../../text/lists';
import { plural } from '../../text/plural';
import { countsIn, DIFF_SECTIONS, type DiffSection, pairsOf } from './words';

/** What changes that act together do: all edges of one section whose causes overlap. */
export interface Effect {
  readonly section: DiffSection;
  /** Pairs of ends. */
  readonly connections: number;
  /** The most dangerous first. */
  readonly edges: readonly ChangedEdges[];
  /** The ones with the most connections first. */
  readonly causes: readonly CountedCause[];
}

interface CountedCause {
  readonly cause: ChangeCause;
  /** Connections that it takes part in. */
  readonly connections: number;
}

/** Of a group of edges, so many are shown; of a larger one, only the first and the dangerous ones. */
const MAX_EXAMPLES = 3;
/** A danger from which on an edge stands out. */
export const DANGEROUS = 60;

/** Edges by what they follow from, in the order of sections and of the first edge of each. */
export function effectsOf(edges: readonly ChangedEdges[]): Effect[] {
  return DIFF_SECTIONS.flatMap((section) => byCause(edges.filter((edge) => countsIn(edge, section))).map((group) => effectOf(section, group)));
}

/** The edges that stand for the group. */
export function examplesOf({ edges }: Effect): readonly ChangedEdges[] {
  if (edges.length <= MAX_EXAMPLES) return edges;
  return edges.slice(0, MAX_EXAMPLES).filter(({ danger }, i) => i === 0 || danger >= DANGEROUS);
}

/** `2 policies close 143 connections: shop/deny-all, shop/db` */
export function effectText({ section, connections, causes }: Effect, escape: (text: string) => string): string {
  const policies = causes.filter(({ cause }) => isPolicy(cause)).map(({ cause }) => escape(cause.label.replace(/^\S+ /, '')));
  const kinds = new Set(causes.filter(({ cause }) => !isPolicy(cause)).map(({ cause }) => WORKLOADS[cause.what]!));
  const subjects = [...policies.length > 0 ? [plural(policies.length, 'policy')] : [], ...kinds];
  const isOne = policies.length === 1 && kinds.size === 0;
  const [one, several] = VERBS[section];
  const what = `${isOne ? one : several} ${plural(connections, 'connection')}`;
  return `${subjects.length === 0 ? 'other changes' : subjects.join(' and ')} ${what}${policies.length === 0 ? '' : `: ${listed(policies, MAX_EXAMPLES)}`}`;
}

const WORKLOADS: Readonly<Partial<Record<CauseKind, string>>> = {
  [CauseKind.WORKLOAD_ADDED]: 'added workloads',
  [CauseKind.WORKLOAD_REMOVED]: 'removed workloads',
  [CauseKind.WORKLOAD_CHANGED]: 'changed workloads',
};

const VERBS: Readonly<Record<DiffSection, readonly [one: string, several: string]>> = {
  'opened': ['opens', 'open'],
  'possibly opened': ['possibly opens', 'possibly open'],
  'closed': ['closes', 'close'],
  'possibly closed': ['possibly closes', 'possibly close'],
  'unclear': ['changes what is unknown about', 'change what is unknown about'],
};

function isPolicy({ what }: ChangeCause): boolean {
  return WORKLOADS[what] === undefined;
}

/** Kinds of two languages may have one name, and so may their policies. */
const keyOf = ({ what, label, file, line }: ChangeCause) => `${what} ${label} ${file} ${line}`;

/** Groups in which each edge shares a cause with another one. */
function byCause(edges: readonly ChangedEdges[]): ChangedEdges[][] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root)) root = parent;
    parents.set(key, root);
    return root;
  };
  const first = ({ causes }: ChangedEdges) => (causes.length === 0 ? '' : keyOf(causes[0]));
  for (const edge of edges) for (const cause of edge.causes) parents.set(rootOf(keyOf(cause)), rootOf(first(edge)));
  const groups = new Map<string, ChangedEdges[]>();
  for (const edge of edges) {
    const root = rootOf(first(edge));
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [edge]);
    else group.push(edge);
  }
  return [...groups.values()];
}

function effectOf(section: DiffSection, edges: readonly ChangedEdges[]): Effect {
  const counts = new Map<string, { readonly cause: ChangeCause; connections: number }>();
  let connections = 0;
  for (const edge of edges) {
    const pairs = pairsOf(edge);
    connections += pairs;
    for (const cause of new Map(edge.causes.map((one) => [keyOf(one), one])).values()) {
      const counted = counts.get(keyOf(cause));
      if (counted === undefined) counts.set(keyOf(cause), { cause, connections: pairs });
      else counted.connections += pairs;
    }
  }
  const causes = [...counts.values()].sort((a, b) => b.connections - a.connections || (keyOf(a.cause) < keyOf(b.cause) ? -1 : 1));
  return { section, connections, edges, causes };
}
