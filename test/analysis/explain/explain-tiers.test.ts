import { parseAllDocuments } from 'yaml';
import { Analysis } from '../../../src/facade';
import { shown } from '../../traffic';

/* eslint-disable @typescript-eslint/no-explicit-any */
const pod = (namespace: string, name: string, labels = `app: ${name}`) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }
spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
---`;
const calico = (name: string, spec: string) => `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { types: [Ingress], ${spec} }
---`;
const tier = (name: string, spec: string) => `
apiVersion: projectcalico.org/v3
kind: Tier
metadata: { name: ${name} }
spec: { ${spec} }
---`;
const antrea = (name: string, spec: string) => `
apiVersion: crd.antrea.io/v1beta1
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: { appliedTo: [{ podSelector: { matchLabels: { app: db } } }], ${spec} }
---`;
const PODS = pod('shop', 'web') + pod('shop', 'db') + pod('ops', 'job');
const part = (text: string, source = 'shop/web') => Analysis.ofText(text).explain(source, 'shop/db', 'TCP 5432').cases[0].parts[0];

/** The manifest that is proposed, after it was seen that it does what it says. */
function proposed(text: string, source = 'shop/web'): any {
  const { change } = part(text, source);
  expect(shown(change!.opens)).toEqual([{ source: `${source}[Pod]`, destination: 'shop/db[Pod]', traffic: 'TCP 5432' }]);
  expect(part(`${text}\n${change!.yaml}`, source).verdict).toBe('allowed');
  return parseAllDocuments(change!.yaml)[0].toJSON();
}

describe('a tier of Calico', () => {
  const denied = calico('first', "order: 10, selector: app == 'db', ingress: [{ action: Pass, source: { selector: app == 'none' } }]") + calico('deny', "order: 20, selector: app == 'db', ingress: [{ action: Deny }]");

  it('is opened by a policy before the one that denies, and behind those before it', () => {
    expect(proposed(PODS + denied)).toEqual({
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name: 'web-to-db', namespace: 'shop' },
      spec: {
        order: 19,
        selector: "app == 'db'",
        types: ['Ingress'],
        ingress: [{ action: 'Allow', protocol: 'TCP', source: { selector: "app == 'web' && projectcalico.org/orchestrator == 'k8s'" }, destination: { ports: [5432] } }],
      },
    });
    expect(proposed(PODS + denied.replace('order: 20', 'order: 11')).spec.order).toBe(10.5);
    expect(proposed(PODS + denied.replace('order: 20, ', '')).spec.order).toBe(11);
    expect(proposed(PODS + denied, 'ops/job').spec.ingress[0].source.namespaceSelector).toBe("kubernetes.io/metadata.name == 'ops'");
  });

  it('names the tier, and begins with its name', () => {
    const { metadata, spec } = proposed(PODS + tier('early', 'order: 10') + denied.replace(/order: /g, 'tier: early, order: '));
    expect([metadata.name, spec.tier, spec.order]).toEqual(['early.web-to-db', 'early', 19]);
    expect(part(PODS + denied).change!.remarks.join()).toContain('in the tier `default`');
  });

  it('that denies the rest isolates no further pod', () => {
    const spare = pod('shop', 'spare', 'app: db, role: old');
    const some = denied.replaceAll("app == 'db'", "app == 'db' && !has(role)");
    expect(part(PODS + spare + some).change).toBeUndefined();
    expect(proposed(PODS + spare.replace('app: db', 'app: other') + some).spec.selector).toBe("app == 'db'");
    const passing = tier('early', 'order: 10, defaultAction: Pass') + some.replace(/order: /g, 'tier: early, order: ');
    expect(part(PODS + spare + passing).change).toBeDefined();
  });

  it('needs no order that is not there, and no address', () => {
    const ties = calico('a', "order: 20.000000000000004, selector: app == 'none', ingress: [{ action: Deny }]") + calico('deny', "order: 20.000000000000007, selector: app == 'db', ingress: [{ action: Deny }]");
    expect(part(PODS + ties).change).toBeUndefined();
    expect(part(PODS + denied, '203.0.113.7').change).toBeUndefined();
  });
});

describe('a tier of Antrea', () => {
  const denied = antrea('deny', 'priority: 5, ingress: [{ action: Drop }]');

  it('is opened by a policy of its tier before the one that denies', () => {
    expect(proposed(PODS + denied)).toEqual({
      apiVersion: 'crd.antrea.io/v1beta1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web-to-db', namespace: 'shop' },
      spec: {
        priority: 4,
        appliedTo: [{ podSelector: { matchLabels: { app: 'db' } } }],
        ingress: [{ name: 'allow', action: 'Allow', from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 5432 }] }],
      },
    });
    expect(proposed(PODS + denied.replace('priority: 5', 'tier: baseline, priority: 1.5')).spec).toMatchObject({ tier: 'baseline', priority: 1 });
    expect(proposed(PODS + denied + antrea('other', 'priority: 4.5, ingress: [{ action: Allow, from: [{ podSelector: { matchLabels: { app: none } } }] }]')).spec.priority).toBe(4.75);
  });

  it('of the first priority is opened by none', () => {
    expect(part(PODS + denied.replace('priority: 5', 'priority: 1')).change).toBeUndefined();
  });
});
