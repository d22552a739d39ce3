import type { Mistake } from '../mistake';
import type { Json, Site } from '../site';

function first({ policy }: Site): Json {
  return policy.spec.ingress![0];
}

/** A mistake in the form of a value, which the API server refuses. */
function refused(what: string, asked: string, code: string, make: (site: Site) => void): Mistake {
  return { what, asked, found: [code], make };
}

export const FORM_MISTAKES: readonly Mistake[] = [
  refused('a port in quotes', 'threads: port as text', 'invalid-value', (site) => void (first(site).ports = [{ port: '8080' }])),
  refused('a range in one text', 'threads: `8000-9000`', 'invalid-value', (site) => void (first(site).ports = [{ port: '8000-9000' }])),
  refused('port 0', 'threads: all ports as 0 to 65535', 'invalid-value', (site) => void (first(site).ports = [{ port: 0, endPort: 65535 }])),
  refused('a range that ends before it begins', 'np-guard: bad range, KNP-022', 'port-order', (site) => void (first(site).ports = [{ port: 9000, endPort: 8000 }])),
  refused('the end of a range without its begin', 'KNP-023', 'port-order', (site) => void (first(site).ports = [{ endPort: 8000 }])),
  refused('a range that begins with a name', 'np-guard: endPort with named port', 'port-order', (site) => void (first(site).ports = [{ port: 'http', endPort: 8000 }])),
  refused('the operator `in`', 'KNP-006', 'invalid-value', (site) => void (first(site).from = [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'in', values: ['a'] }] } }])),
  refused('a type of policy that there is not', 'KNP-008', 'invalid-value', ({ policy }) => void (policy.spec.policyTypes = ['ingress'])),
  refused('a block that is none', 'KNP-018', 'invalid-value', (site) => void (first(site).from = [{ ipBlock: { cidr: '10.0.0.0/33' } }])),
  refused('an exception outside of its block', 'KNP-019', 'invalid-value', (site) => void (first(site).from = [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.1.0.0/24'] } }])),
  refused('a block and a selector in one peer', 'np-guard: ipBlock with selectors', 'invalid-value', (site) => void (first(site).from = [{ ipBlock: { cidr: '10.0.0.0/16' }, podSelector: {} }])),
  refused('an empty peer', 'np-guard: empty peer', 'missing-field', (site) => void (first(site).from = [{}])),
  refused('a field that is misspelt', 'threads: `podselector`', 'unknown-field', (site) => void (first(site).from = [{ podselector: {} }])),
  refused('a namespace by its name, in a field that there is not', 'threads: `namespace: x` in a peer', 'unknown-field', (site) => void (first(site).from = [{ namespace: 'x' }])),
  refused('`from` in a rule for egress', 'threads: from and to', 'unknown-field', ({ policy }) => void Object.assign(policy.spec.egress![0], { from: [] })),
  refused('numbers for ports, without `port`', 'threads', 'wrong-type', (site) => void (first(site).ports = [8080])),
  refused('`In` without values', 'KNP-006', 'missing-field', (site) => void (first(site).from = [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }])),
  refused('`Exists` with values', 'KNP-006', 'invalid-value', (site) => void (first(site).from = [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] } }])),
  refused('`to` in a rule for ingress', 'threads: from and to', 'unknown-field', (site) => void (first(site).to = first(site).from)),
  refused('a protocol in small letters', 'KNP-025, threads', 'invalid-value', (site) => void (first(site).ports = [{ port: 8080, protocol: 'tcp' }])),
  refused('ICMP as a protocol', 'threads: ping', 'invalid-value', (site) => void (first(site).ports = [{ protocol: 'ICMP' }])),
  refused('an address without a mask', 'KNP-018', 'invalid-value', (site) => void (first(site).from = [{ ipBlock: { cidr: '10.0.0.7' } }])),
  refused('a label whose value is a number', 'threads: quotes around `1.0`', 'wrong-type', (site) => void (first(site).from = [{ podSelector: { matchLabels: { version: 1.5 } } }])),
  refused('labels without `matchLabels`', 'threads: `podSelector: { app: x }`', 'unknown-field', (site) => void (first(site).from = [{ podSelector: { app: 'x' } }])),
  refused('a list for `matchLabels`', 'threads', 'wrong-type', (site) => void (first(site).from = [{ podSelector: { matchLabels: ['app: x'] } }])),
  refused('rules in one object, not in a list', 'threads', 'wrong-type', ({ policy: { spec } }) => void Object.assign(spec, { ingress: spec.ingress![0] })),
  {
    what: 'a misspelt kind',
    asked: 'threads',
    found: ['no-kind'],
    make: ({ policy }) => {
      policy.kind = 'NetworkPolcy';
      return '';
    },
  },
  refused('a version of the API that is gone', 'threads: `extensions/v1beta1`', 'policy-kind-not-read', ({ policy }) => void (policy.apiVersion = 'extensions/v1beta1')),
  refused('a name twice', 'policy-assistant `DuplicatePolicyName`, KNP-027', 'duplicate-object', ({ objects, policy }) => void objects.push({ ...policy, spec: { podSelector: {} } })),
  refused('a name that is none', 'KNP-002, KNP-003', 'invalid-value', ({ policy }) => void (policy.metadata.name = 'My_Policy')),
];
