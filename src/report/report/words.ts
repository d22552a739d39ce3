import type { IsolationCount, ClauseOutcome, NamespaceDefault } from '../../results/report';
import type { RuleEnd, RegisteredRule } from '../../results/report-register';
import { andMore, listed } from '../../text/lists';
import { plural } from '../../text/plural';
import { podsText } from '../exposure/words';

/** The most blocks that one end of a rule names. */
const MAX_BLOCKS = 8;

/** `pods with app=web in edge, 10.0.0.0/8` */
export function endText({ isAnyone, pods, addresses, others }: RuleEnd): string {
  if (isAnyone) return 'anyone: every pod and every address';
  const blocks = addresses.flatMap((set) => (set.isEverything ? ['every address'] : set.blocks));
  const named = blocks.length === 0 ? [] : [listed(blocks, MAX_BLOCKS, 'blocks')];
  const all = [...pods.map((set) => podsText(set, 'any pod')), ...named, ...others];
  return all.length === 0 ? 'no one' : all.join(' or ');
}

/** `3 pods, possibly 2 more: 2 in shop, 1 in web, possibly 2 in test`; nothing where an end means no pods by their labels. */
export function countText({ pods, count, possible, namespaces, furtherNamespaces }: RuleEnd): string {
  if (pods.length === 0) return '';
  const total = possible === 0 ? plural(count, 'pod') : `${plural(count, 'pod')}, possibly ${possible} more`;
  if (namespaces.length === 0) return total;
  const places = namespaces.flatMap(({ namespace, ...sum }) => [
    ...sum.count === 0 ? [] : [`${sum.count} in ${namespace}`],
    ...sum.possible === 0 ? [] : [`possibly ${sum.possible} in ${namespace}`],
  ]);
  return `${total}: ${places.join(', ')}${furtherNamespaces === 0 ? '' : ` ${andMore(furtherNamespaces, 'namespaces')}`}`;
}

/** Its ports, by number and by name. */
export function trafficText({ traffic, namedPorts }: RegisteredRule): string {
  if (namedPorts.length === 0) return traffic.text;
  const named = namedPorts.map((name) => `${name} (by name)`);
  return [...traffic.isEmpty ? [] : [traffic.text], ...named].join(', ');
}

/** `manifests/web.yaml:12` */
export function placeText({ file, line }: { readonly file?: string; readonly line?: number }): string {
  return file === undefined ? '' : `${file}:${line}`;
}

/** `10 isolated, 2 unknown, 3 not isolated`: what is unknown is never among the isolated. */
export function isolationText({ isolated, partly, unknown, notIsolated }: IsolationCount): string {
  const parts = [[isolated, 'isolated'], [partly, 'of workloads that are isolated in part'], [unknown, 'unknown'], [notIsolated, 'not isolated']] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? 'no pods' : said.join(', ');
}

/** Whether everything is denied by default that no rule allows. */
function deniesByDefault({ isolated, partly, unknown, notIsolated }: IsolationCount): string {
  if (notIsolated + partly > 0) return 'no';
  return unknown > 0 ? 'unknown' : isolated > 0 ? 'yes' : 'no pods';
}

/** The whole of a namespace: no before unknown, unknown before yes. */
export function namespaceDefault({ ingress, egress }: NamespaceDefault): string {
  const both = [deniesByDefault(ingress), deniesByDefault(egress)];
  return ['no', 'unknown', 'yes'].find((word) => both.includes(word)) ?? 'no pods';
}

/** An outcome with a sign, so that it is not told by its colour alone. */
export const OUTCOMES: Readonly<Record<ClauseOutcome, string>> = {
  'proved': '\u2713 proved',
  'refuted': '\u2717 refuted',
  'unknown': '? unknown',
  'not applicable': '\u2013 not applicable',
  'not asked': '\u2013 not asked',
  'see part': '\u2192 for people to judge',
};

export const ACTIONS: Readonly<Record<RegisteredRule['action'], string>> = {
  allow: 'allows',
  deny: 'denies',
  pass: 'passes to the next tier',
  isolate: 'denies all that no other rule allows',
  unread: 'could not be read',
};
