import { NAMESPACE_NAME_LABEL } from '../../model';
import type { EndpointSelector, RulePeer } from '../../model';
import { LabelConstraint, LabelSelector } from '../../sets';
import type { PartialLabels } from '../../sets';
import type { Context } from './context';
import type { Alike } from './peers';
import { ofName, within } from './selectors';
import type { Entry } from './subjects';

/** The peers of some subjects: `partly` says why they may be others. */
interface OfSubject {
  readonly subject: EndpointSelector;
  readonly peers: readonly RulePeer[];
  readonly partly?: string;
}

/** Namespaces that have something in common, and the namespaces with which they have it. */
interface Class {
  readonly own: LabelSelector;
  readonly others?: LabelSelector;
  /** Whether they are those that the input does not have: which of them are alike is not known. */
  readonly isToCome?: boolean;
}

/**
 * The peers that are in namespaces like that of the subject, by subject.
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/ (selecting namespaces with labels)
 */
export function peersAlike(alike: Alike, entries: readonly Entry[], isOfRule: boolean, context: Context): OfSubject[] {
  const classes = classesOf(alike.labels, context.namespaces);
  const isDocumented = entries.length <= 1 && entries.every(({ isPlain }) => isPlain);
  const documented = classes.flatMap((one) => entries.flatMap(({ pods }) => pods).flatMap((pods) => ofSubject(pods, one, alike, context)));
  if (isDocumented || (isOfRule && alike.labels === undefined)) return documented;
  return context.reading.choose(documented, measuredOf(alike, entries, classes, context));
}

/** Only the last of several entries was measured to count: of those that reach the namespace, or, for labels, of all. */
function measuredOf(alike: Alike, entries: readonly Entry[], classes: readonly Class[], context: Context): OfSubject[] {
  const counting = alike.labels === undefined ? entries : entries.slice(-1);
  return classes.flatMap((one) => {
    const found: OfSubject[] = [];
    for (const entry of [...counting].reverse()) {
      const pods = entry.alike === undefined ? entry.pods : [entry.alike];
      const partly = entry.alike === undefined || found.length > 0 ? 'which entry of appliedTo counts was not measured' : undefined;
      const reached = pods.flatMap((selector) => ofSubject(selector, one, alike, context, partly));
      found.push(...reached);
      if (partly === undefined && reached.some(({ subject }) => 'name' in subject.namespaces || isSure(subject, one, context))) break;
    }
    return found;
  });
}

/** Whether it is known of every namespace of a class whether it is selected. */
function isSure({ namespaces }: EndpointSelector, { own }: Class, context: Context): boolean {
  return 'labels' in namespaces && [...context.namespaces.values()].every(
    (labels) => own.match(labels) === 'no' || namespaces.labels.match(labels) !== 'possible',
  );
}

function ofSubject(pods: EndpointSelector, { own, others, isToCome }: Class, alike: Alike, context: Context, why?: string): OfSubject[] {
  const subject = within(pods, own, context.namespaces);
  if (subject === undefined) return [];
  const peer: RulePeer = others === undefined
    ? { type: 'unreadable', why: 'the labels of the subject\'s namespace are not known' }
    : { type: 'endpoints', endpoints: { namespaces: { labels: others }, pods: alike.pods } };
  const partly = isToCome ? 'which of the namespaces that the input does not have are alike is not known' : why;
  return [{ subject, peers: [peer], ...(partly !== undefined && { partly }) }];
}

/**
 * Without keys each namespace by itself; else those with the same values of all these labels. A namespace without one of them is in no class.
 * Those to come are the last class.
 */
function classesOf(keys: readonly string[] | undefined, namespaces: ReadonlyMap<string, PartialLabels>): Class[] {
  const toCome = [NAMESPACE_NAME_LABEL, LabelConstraint.notIn([...namespaces.keys()])] as const;
  const newOnes = (selector: LabelSelector): Class => ({ own: selector, others: selector, isToCome: true });
  if (keys === undefined) return [...[...namespaces.keys()].map(ofName).map((own) => ({ own, others: own })), newOnes(LabelSelector.of([toCome]))];
  const found = new Map<string, Class>();
  const seen = new Set<string>();
  for (const [name, { labels, openLabels }] of namespaces) {
    const values = keys.map((key) => (Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : undefined));
    if (values.every((value): value is string => value !== undefined)) {
      const same = LabelSelector.of(keys.map((key, i) => [key, LabelConstraint.in([values[i]])] as const));
      found.set(same.toString(), { own: same, others: same });
      seen.add(values[0]);
    } else if (openLabels === true) {
      found.set(`of ${name}`, { own: ofName(name) });
    }
  }
  // of one label, a namespace with a value that is there is in the class of this value
  const values = keys.map((key) => [key, keys.length === 1 ? LabelConstraint.notIn([...seen]) : LabelConstraint.exists()] as const);
  return [...found.values(), newOnes(LabelSelector.of([toCome, [keys[0], LabelConstraint.exists()], ...values]))];
}
