import type { Namespace, RulePeer } from '../../model';
import { IpSet, labelOf, LabelConstraint, Match, bothMatch, notMatch, someMatch } from '../../sets';
import type { Labels } from '../../sets';
import { fieldsOf, isFields, listOf, textOf } from '../manifest';
import type { Manifest } from '../manifest';
import { setOf } from './nets';
import type { Expression } from './selector';

/** A set of networks, or an interface of a host: something beside pods that has labels and addresses. */
interface LabelledSet {
  /** Absent for sets of the whole cluster. */
  readonly namespace?: string;
  readonly labels: Labels;
  /** Absent where its addresses are not read. */
  readonly nets?: readonly string[];
}

/** What a selector of ends says: by the labels of the namespace, and by own labels. */
interface Selection {
  readonly namespaces?: Expression;
  /** The only namespace, where no selector of namespaces is written. */
  readonly home?: string;
  readonly own?: Expression;
  /** Whether accounts are asked for, which only pods have. */
  readonly namesAccounts: boolean;
}

/** The sets of networks of an input, and the interfaces of hosts. */
export class NetworkSets {
  private readonly sets: readonly LabelledSet[];

  public constructor(objects: readonly Manifest[], private readonly namespaces: ReadonlyMap<string, Namespace>) {
    this.sets = objects.map(({ kind, namespace, metadata, value }) => ({
      ...(kind === 'NetworkSet' && { namespace }),
      labels: labelsOf(metadata),
      ...(kind !== 'HostEndpoint' && { nets: listOf(fieldsOf(value.spec).nets).filter((net): net is string => typeof net === 'string') }),
    }));
  }

  /** What is selected beside pods. Addresses of a set mean the pods that have them as well. */
  public peers(selection: Selection): RulePeer[] {
    if (this.sets.length === 0 || selection.namesAccounts) return [];
    return this.sets.flatMap((set): RulePeer[] => {
      const match = this.match(selection, set);
      if (match === 'no') return [];
      if (set.nets === undefined) return [{ type: 'unreadable', why: 'the addresses of host endpoints are not read' }];
      const nets = set.nets.map((cidr) => ({ cidr, except: [] }));
      const peer: RulePeer = { type: 'addresses', addresses: IpSet.unionOf(set.nets.map(setOf)), pods: 'by-address', blocks: nets };
      if (match === 'definite') return [peer];
      return [{ type: 'all-of', every: [[peer], [{ type: 'unreadable', why: `the labels of namespace ${set.namespace} are not known` }]], none: [] }];
    });
  }

  private match({ namespaces, home, own }: Selection, set: LabelledSet): Match {
    if (home !== undefined && set.namespace !== home) return 'no';
    const inNamespaces = namespaces === undefined ? 'definite' : this.inNamespaces(namespaces, set);
    if (inNamespaces === 'no' || own === undefined) return inNamespaces;
    return bothMatch(inNamespaces, holds(own, set.namespace !== undefined, (key, constraint) => this.ofSet(set, key, constraint)));
  }

  /** `all()` is about namespaces there: what is in none is not meant. */
  private inNamespaces(namespaces: Expression, set: LabelledSet): Match {
    return holds(namespaces, set.namespace !== undefined, (key, constraint) => this.ofNamespace(set, key, constraint), set.namespace === undefined ? 'no' : 'definite');
  }

  private ofSet(set: LabelledSet, key: string, constraint: LabelConstraint): Match {
    if (key.startsWith('pcns.')) return this.ofNamespace(set, key.slice('pcns.'.length), constraint);
    return ifAllowed(constraint, key === 'projectcalico.org/namespace' ? set.namespace : labelOf(set.labels, key));
  }

  private ofNamespace({ namespace }: LabelledSet, key: string, constraint: LabelConstraint): Match {
    if (namespace === undefined) return ifAllowed(constraint, undefined);
    if (key === 'projectcalico.org/name' || key === 'kubernetes.io/metadata.name') return ifAllowed(constraint, namespace);
    const known = this.namespaces.get(namespace);
    return known === undefined ? constraint.matchUnknown() : ifAllowed(constraint, labelOf(known.labels, key));
  }
}

function ifAllowed(constraint: LabelConstraint, value: string | undefined): Match {
  return constraint.contains(value) ? 'definite' : 'no';
}

type LabelMatch = (key: string, constraint: LabelConstraint) => Match;

function holds(expression: Expression, isNamespaced: boolean, label: LabelMatch, all: Match = 'definite'): Match {
  const inside = (one: Expression) => holds(one, isNamespaced, label, all);
  switch (expression.is) {
    case 'all': return all;
    case 'global': return isNamespaced ? 'no' : 'definite';
    case 'not': return notMatch(inside(expression.of));
    case 'label': return label(expression.key, expression.constraint);
    case 'or': return someMatch(expression.of.map(inside));
    default: return expression.of.map(inside).reduce(bothMatch);
  }
}

/** In the storage form, labels stand in an annotation. */
function labelsOf(metadata: Manifest['metadata']): Labels {
  const stored = textOf(fieldsOf(metadata.annotations)['projectcalico.org/metadata']);
  const written = stored === undefined ? {} : fieldsOf(fieldsOf(parsed(stored)).labels);
  const all = Object.entries({ ...fieldsOf(metadata.labels), ...written });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}
