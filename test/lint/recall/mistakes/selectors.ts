import { block, NAME, namespace, namespaces, pods } from '../../objects';
import type { Mistake } from '../mistake';
import { deployment, Site } from '../site';

const OTHER = { 'app.kubernetes.io/name': 'collector' };

/** Another namespace with pods, both declared. */
function neighbours({ objects, namespace: own }: Site, labels: Record<string, string> = {}): void {
  objects.push(namespace(own), namespace('platform', labels), deployment('platform/collector', OTHER, { containerPort: 9090 }));
}

/** The text with two characters swapped, or a letter more where that changes nothing. */
function misspelt(text: string): string {
  const at = [...text].findIndex((letter, i) => i > 0 && i + 2 < text.length && /[a-z]/.test(letter) && /[a-z]/.test(text[i + 1]) && letter !== text[i + 1]);
  return at < 0 ? `${text}x` : `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
}

/** Labels with one of them changed: the last one, which tells most. */
function changed(labels: Record<string, string>, change: (key: string, value: string) => [string, string]): Record<string, string> {
  const entries = Object.entries(labels);
  const [key, value] = entries[entries.length - 1];
  return Object.fromEntries([...entries.slice(0, -1), change(key, value)]);
}

const inValue = (key: string, value: string): [string, string] => [key, misspelt(value)];
const inKey = (key: string, value: string): [string, string] => [misspelt(key), value];

function from({ policy }: Site, ...peers: Record<string, unknown>[]): void {
  policy.spec.ingress![0].from = peers;
}

export const SELECTOR_MISTAKES: readonly Mistake[] = [
  {
    what: 'a typing error in a label of the policy\'s pods',
    asked: 'kube-score `networkpolicy-targets-pod`, popeye 1200',
    found: ['selects-nothing'],
    make: ({ policy: { spec } }) => void (spec.podSelector = { matchLabels: changed(spec.podSelector.matchLabels!, inValue) }),
  },
  {
    what: 'a typing error in the key of a label of the policy\'s pods',
    asked: 'kube-linter `dangling-networkpolicy`',
    found: ['selects-nothing'],
    make: ({ policy: { spec } }) => void (spec.podSelector = { matchLabels: changed(spec.podSelector.matchLabels!, inKey) }),
  },
  {
    what: 'the labels of the pods were renamed, the policy was not',
    asked: 'threads: labels that change with a version',
    found: ['selects-nothing'],
    make: ({ server }) => void (server.spec.template.metadata.labels = { 'app.kubernetes.io/name': 'renamed' }),
  },
  {
    what: 'the policy is in the namespace of its clients',
    asked: 'kubescape C-0299, kube-linter',
    found: ['selects-nothing'],
    around: neighbours,
    make: ({ policy }) => {
      policy.metadata.namespace = 'platform';
      return `NetworkPolicy platform/${policy.metadata.name}`;
    },
  },
  {
    what: 'a typing error in the policy\'s namespace',
    asked: 'kubescape C-0299',
    found: ['selects-nothing'],
    around: neighbours,
    make: ({ policy, namespace: own }) => {
      policy.metadata.namespace = misspelt(own);
      return `NetworkPolicy ${misspelt(own)}/${policy.metadata.name}`;
    },
  },
  {
    what: 'a typing error in a label of a peer',
    asked: 'popeye 1202, kube-linter `dangling-networkpolicypeer-podselector`',
    found: ['peer-matches-nothing'],
    make: (site) => from(site, pods(changed(site.clientLabels, inValue))),
  },
  {
    what: 'a typing error in a peer of egress',
    asked: 'popeye 1202',
    found: ['peer-matches-nothing'],
    make: (site) => void (site.policy.spec.egress![0].to = [pods(changed(site.clientLabels, inValue))]),
  },
  {
    what: 'labels of the Deployment, which its pods do not have',
    asked: 'threads: labels of the template',
    found: ['selects-nothing'],
    make: ({ server, policy: { spec } }) => {
      Object.assign(server.metadata, { labels: { component: 'own' } });
      spec.podSelector.matchLabels = { ...spec.podSelector.matchLabels, component: 'own' };
    },
  },
  {
    what: 'every pod of the namespace, where one was meant',
    asked: 'kyverno `restrict-networkpolicy-empty-podselector`, KNP-005',
    found: [],
    silent: 'a default for the namespace is written in the same way',
    make: ({ policy: { spec } }) => void (spec.podSelector = {}),
  },
  {
    what: 'a typing error in the key of a label of a peer',
    asked: 'popeye 1208',
    found: ['peer-matches-nothing'],
    make: (site) => from(site, pods(changed(site.clientLabels, inKey))),
  },
  {
    what: 'the clients were removed, the peer was not',
    asked: 'popeye 1202',
    found: ['peer-matches-nothing'],
    make: ({ objects, client }) => void objects.splice(objects.indexOf(client), 1),
  },
  {
    what: 'a peer in another namespace, without its namespace',
    asked: 'threads: `podSelector` alone means the own namespace',
    found: ['peer-matches-nothing'],
    around: neighbours,
    make: (site) => from(site, pods(OTHER)),
  },
  {
    what: 'a namespace by the label `name`, which it does not have',
    asked: 'threads: `name` and `kubernetes.io/metadata.name`',
    found: ['unworn-namespace-label'],
    around: neighbours,
    make: (site) => from(site, namespaces({ name: 'platform' })),
  },
  {
    what: 'a typing error in the name of a namespace',
    asked: 'popeye 1201',
    found: ['unworn-namespace-label'],
    around: neighbours,
    make: (site) => from(site, namespaces({ [NAME]: misspelt('platform') }, OTHER)),
  },
  {
    what: 'two items where one with both selectors was meant (OR for AND)',
    asked: 'threads: the meaning of a dash',
    found: ['split-peer'],
    around: neighbours,
    make: (site) => from(site, namespaces({ [NAME]: 'platform' }), pods(OTHER)),
  },
  {
    what: 'one item where two were meant (AND for OR)',
    asked: 'kube-netpol KNP-013',
    found: ['peer-matches-nothing'],
    around: neighbours,
    make: (site) => from(site, namespaces({ [NAME]: 'platform' }, site.clientLabels)),
  },
  {
    what: 'an item with peers and another with ports',
    asked: 'threads: peers and ports as two rules',
    found: ['split-rule'],
    make: ({ policy: { spec } }) => void (spec.ingress = [{ from: spec.ingress![0].from }, { ports: spec.ingress![0].ports }]),
  },
  {
    what: '`NotIn`, which pods without the label match, too',
    asked: 'threads: pods without the label',
    found: ['widening-selector'],
    make: (site) => from(site, { podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['batch'] }] } }),
  },
  {
    what: 'pods are excluded by one item and admitted by another',
    asked: 'threads: rules only add',
    found: ['void-exclusion'],
    make: (site) => {
      const [[key, value]] = Object.entries(site.clientLabels).slice(-1);
      from(site, { podSelector: { matchExpressions: [{ key, operator: 'NotIn', values: [value] }] } }, pods({}));
    },
  },
  {
    what: 'a block excludes what a wider one admits',
    asked: 'threads: `except` is no deny',
    found: ['void-exclusion'],
    make: (site) => from(site, block('203.0.0.0/16', '203.0.113.0/24'), block('203.0.0.0/8')),
  },
  {
    what: 'a label that changes with the version, in the policy\'s selector',
    asked: 'gatekeeper thread; kube-score',
    found: ['unstable-label'],
    around: ({ server }) => void Object.assign(server.spec.template.metadata.labels, { 'helm.sh/chart': 'api-1.2.3' }),
    make: ({ policy: { spec } }) => void (spec.podSelector.matchLabels = { ...spec.podSelector.matchLabels, 'helm.sh/chart': 'api-1.2.3' }),
  },
  {
    what: 'a label of a peer without a value, as a chart writes it',
    asked: 'threads: an empty value of a chart',
    found: ['peer-matches-nothing'],
    make: (site) => from(site, { podSelector: { matchLabels: { ...site.clientLabels, [Object.keys(site.clientLabels).slice(-1)[0]]: null } } }),
  },
  {
    what: 'a namespace by a label `name` that its owners can set',
    asked: 'threads: tenants admit themselves',
    found: ['forgeable-namespace-label'],
    around: (site) => neighbours(site, { name: 'platform' }),
    make: (site) => from(site, namespaces({ name: 'platform' })),
  },
  {
    what: 'the own namespace by a label that it does not have',
    asked: 'threads: deny from other namespaces',
    found: ['own-namespace-cut-off'],
    around: neighbours,
    make: (site) => from(site, namespaces({ name: site.namespace })),
  },
  {
    what: 'pods of the policy moved to the host network',
    asked: 'polaris `hostNetworkSet`, checkov CKV_K8S_19',
    found: ['host-network-target'],
    make: ({ server }) => void (server.spec.template.spec.hostNetwork = true),
  },
  {
    what: 'a peer on the host network',
    asked: 'threads: policies and `hostNetwork`',
    found: ['host-network-peer'],
    make: ({ client }) => void (client.spec.template.spec.hostNetwork = true),
  },
];
