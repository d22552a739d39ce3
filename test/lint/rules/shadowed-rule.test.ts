import { API, block, calico, cilium, egress, ingress, pods, ports, SHOP, WEB } from '../objects';
import { checkObjects } from '../run';
import { ruleTable } from '../table';

ruleTable('shadowed-rule', {
  'a wider policy beside it': {
    given: [...SHOP, ingress('shop/narrow', API, { from: [pods(WEB)], ports: ports('8080') }), ingress('shop/wide', {}, { from: [pods({})] })],
    found: ['warning NetworkPolicy shop/narrow spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'of two equal rules the later one': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)] }), ingress('shop/b', API, { from: [pods(WEB)] })],
    found: ['warning NetworkPolicy shop/b spec.ingress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a block inside a block': {
    given: [...SHOP, egress('shop/p', WEB, { to: [block('203.0.113.0/24')] }, { to: [block('0.0.0.0/0')] })],
    found: ['warning NetworkPolicy shop/p spec.egress[0] | shop/web[Pod] -> 203.0.113.1 TCP 80: allowed'],
  },
  'a block without the address of examples': {
    given: [...SHOP, ingress('shop/p', API, { from: [block('198.51.0.0/16', '198.51.100.0/24')] }, { from: [block('198.51.0.0/16')] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | 198.51.0.0 -> shop/api[Pod] TCP 8080: allowed'],
  },
  'neither covers the other': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)], ports: ports('8080', '9090') }), ingress('shop/b', {}, { from: [pods({})], ports: ports('8080') })],
    found: [],
  },
  'a selector of tomorrow counts': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)] }), ingress('shop/b', API, { from: [pods({ ...WEB, tier: 'front' })] })],
    found: ['warning NetworkPolicy shop/b spec.ingress[0] | shop/web[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'rules of Cilium, those that deny too': {
    given: [
      ...SHOP,
      cilium('shop/a', API, { ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }], ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'db' } }], toPorts: [{ ports: [{ port: '22' }] }] }] }),
      cilium('shop/b', {}, { ingress: [{ fromEndpoints: [{}] }], ingressDeny: [{ toPorts: [{ ports: [{ port: '22' }] }] }] }),
    ],
    found: [
      'warning CiliumNetworkPolicy shop/a spec.ingressDeny[0] | shop/web[Pod] -> shop/api[Pod] TCP 22: denied',
      'warning CiliumNetworkPolicy shop/a spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed',
    ],
  },
  'a plain rule voids one about requests': {
    given: [...SHOP, cilium('shop/p', API, {
      ingress: [
        { fromEndpoints: [{ matchLabels: WEB }], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{ method: 'GET' }] } }] },
        { fromEndpoints: [{}], toPorts: [{ ports: [{ port: '8080' }] }] },
      ],
    })],
    found: ['warning CiliumNetworkPolicy shop/p spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'one about requests allows less': {
    given: [...SHOP, cilium('shop/p', API, {
      ingress: [
        { fromEndpoints: [{ matchLabels: WEB }], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] },
        { fromEndpoints: [{}], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{ method: 'GET' }] } }] },
      ],
    })],
    found: [],
  },
  'rules of Calico that pass on': {
    given: [...SHOP, calico('shop/p', { selector: "app == 'api'", types: ['Ingress'], ingress: [{ action: 'Pass', source: { selector: "app == 'web'" } }, { action: 'Pass', source: { selector: 'all()' } }] })],
    found: ['warning NetworkPolicy shop/p spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a rule that another one stands behind, which would decide without it': {
    given: [...SHOP, calico('shop/p', {
      selector: "app == 'api'",
      types: ['Ingress'],
      ingress: [{ action: 'Allow', source: { selector: "app == 'web'" } }, { action: 'Deny', source: { selector: "app in { 'web', 'api' }" } }, { action: 'Allow', source: { selector: 'all()' } }],
    })],
    found: [],
  },
  'a rule that allows is none that denies': {
    given: [...SHOP, cilium('shop/p', API, { ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }], ingressDeny: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '22' }] }] }] })],
    found: [],
  },
  'a policy of another language closes more': {
    given: [...SHOP, ingress('shop/a', API, { from: [pods(WEB)] }), cilium('shop/b', {}, { ingress: [{ fromEndpoints: [{}] }] })],
    found: [],
  },
  'a wide rule of a policy that does not isolate': {
    given: [
      ...SHOP,
      cilium('shop/a', API, { ingress: [{ fromEndpoints: [{ matchLabels: WEB }] }] }),
      cilium('shop/b', {}, { enableDefaultDeny: { ingress: false }, ingress: [{ fromEndpoints: [{}] }] }),
    ],
    found: [],
  },
});

test('shadowed-rule: says what a rule does', () => {
  const passing = [{ action: 'Pass', source: { selector: "app == 'web'" } }, { action: 'Pass', source: { selector: 'all()' } }];
  const found = checkObjects([...SHOP, calico('shop/p', { selector: "app == 'api'", types: ['Ingress'], ingress: passing })]);
  expect(found.filter(({ rule }) => rule === 'shadowed-rule').map(({ message }) => message)).toEqual(['`p` restricts nothing here: another rule of the same policy passes on all of it']);
});
