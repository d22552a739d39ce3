import { calico, SHOP, WEB } from './objects';
import { ruleTable } from './table';

const api = (spec: object) => ({ selector: "app == 'api'", types: ['Ingress'], ...spec });
const web = { selector: "app == 'web'" };
const tier = (name: string, order: number, spec: object = {}) =>
  ({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec: { order, ...spec } });
const antrea = (spec: object) => ({ apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec });

// what a rule says of its own end, of families and of ports that it leaves out counts
ruleTable('shadowed-rule', {
  'a rule about some of the pods covers none about all': {
    given: [...SHOP, calico('shop/p', api({
      ingress: [{ action: 'Allow', source: web }, { action: 'Allow', destination: { selector: "role == 'main'" } }],
    }))],
    found: [],
  },
  'a rule without a port by its name does not cover that port': {
    given: [...SHOP, calico('shop/p', api({
      ingress: [
        { action: 'Allow', protocol: 'TCP', source: web, destination: { ports: [8080] } },
        { action: 'Allow', protocol: 'TCP', destination: { notPorts: ['http'] } },
      ],
    }))],
    found: [],
  },
  'one of a later tier covers nothing of a tier that denies the rest': {
    given: [
      ...SHOP, tier('first', 1), calico('shop/first.p', api({ tier: 'first', ingress: [{ action: 'Allow', source: web }] })),
      calico('shop/q', api({ ingress: [{ action: 'Allow' }] })),
    ],
    found: [],
  },
  'one of an earlier tier does, unless it passes': {
    given: [
      ...SHOP, tier('first', 1), calico('shop/first.p', api({ tier: 'first', ingress: [{ action: 'Allow' }] })),
      calico('shop/q', api({ ingress: [{ action: 'Allow', source: web }] })),
    ],
    found: ['warning NetworkPolicy shop/q spec.ingress[0] | shop/db[Pod] -> shop/api[Pod] TCP 8080: allowed'],
  },
  'a rule that passes leaves its own tier only': {
    given: [
      ...SHOP, tier('first', 1), calico('shop/first.p', api({ tier: 'first', ingress: [{ action: 'Pass' }] })),
      calico('shop/q', api({ ingress: [{ action: 'Pass', source: web }] })),
    ],
    found: [],
  },
  'one of equal order may stand between two others': {
    given: [
      ...SHOP, calico('shop/a', api({ order: 5, ingress: [{ action: 'Allow', source: web }] })),
      calico('shop/b', api({ order: 5, ingress: [{ action: 'Deny' }] })),
      calico('shop/c', api({ order: 5, ingress: [{ action: 'Allow' }] })),
    ],
    found: [],
  },
});

ruleTable('admin-rule-never-reached', {
  'a rule about some ports of the sender decides a part': {
    given: [...SHOP, antrea({
      priority: 5,
      appliedTo: [{ podSelector: {} }],
      ingress: [
        { name: 'a', action: 'Drop', from: [{ podSelector: {} }], ports: [{ port: 8080, sourcePort: 1024 }] },
        { name: 'b', action: 'Allow', from: [{ podSelector: { matchLabels: WEB } }], ports: [{ port: 8080 }] },
      ],
    })],
    found: [],
  },
  'a rule about some of the pods decides about these': {
    given: [...SHOP, tier('first', 1, { defaultAction: 'Pass' }), calico('shop/first.p', {
      tier: 'first',
      types: ['Ingress'],
      ingress: [
        { action: 'Deny', source: { selector: 'all()' }, destination: { selector: "app == 'api'" } },
        { action: 'Allow', source: { selector: 'all()' } },
      ],
    })],
    found: [],
  },
});

ruleTable('dead-rule', {
  'a rule about no pod of its policy is not denied by others': {
    given: [
      ...SHOP, tier('first', 1), calico('shop/first.p', { tier: 'first', selector: "app == 'db'", types: ['Ingress'] }),
      calico('shop/q', api({ ingress: [{ action: 'Allow', source: web, destination: { selector: "app == 'db'" } }] })),
    ],
    found: [],
  },
});

ruleTable('half-open-edge', {
  'a rule lets only those pods in of which it is': {
    given: [
      ...SHOP,
      calico('shop/e', { selector: "app == 'web'", types: ['Egress'], egress: [{ action: 'Allow', destination: { selector: "app == 'db'" } }] }),
      calico('shop/p', { types: ['Ingress'], ingress: [{ action: 'Allow', source: web, destination: { selector: "app == 'db'" } }] }),
    ],
    found: [],
  },
});
