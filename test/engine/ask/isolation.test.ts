import { decode } from '../../../src/dialects';
import { Engine, isolationOfClass } from '../../../src/engine';

const BASE = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } },
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'w', namespace: 'b', labels: { app: 'w' } }, spec: { containers: [{ name: 'c' }] } },
];

function isolation(rules: readonly object[], kind = 'NetworkPolicy') {
  const metadata = { name: 'p', ...(kind === 'NetworkPolicy' && { namespace: 'b' }) };
  const policy = { apiVersion: 'projectcalico.org/v3', kind, metadata, spec: { order: 1, types: ['Ingress'], ingress: rules.map((rule) => ({ action: 'Pass', ...rule })) } };
  const { cluster, policies } = decode([...BASE, policy].map((value) => ({ value })));
  return isolationOfClass(new Engine({ cluster, policies, family: 4 }), 'ingress', 0);
}

describe('rules that pass traffic on', () => {
  it.each<[string, readonly object[]]>([
    ['one without conditions', [{}]],
    ['one a protocol', [{ protocol: 'TCP' }, { notProtocol: 'TCP' }]],
  ])('%s leave nothing that is denied', (_, rules) => {
    expect(isolation(rules)).toBe('no');
  });

  it.each<[string, readonly object[]]>([
    ['of a selector and of its complement', [{ source: { selector: 'all()' } }, { source: { notSelector: 'all()' } }]],
    ['of each address', [{ source: { nets: ['0.0.0.0/0'] } }, { source: { nets: ['::/0'] } }]],
    ['of two halves of a family, and the other family', [{ source: { nets: ['0.0.0.0/1', '::/0'] } }, { source: { nets: ['128.0.0.0/1'] } }]],
  ])('%s may leave nothing that is denied', (_, rules) => {
    expect(isolation(rules, 'GlobalNetworkPolicy')).toBe('possible');
  });

  it.each<[string, readonly object[]]>([
    ['of some pods', [{ source: { selector: 'app == "x"' } }]],
    ['of all pods', [{ source: { selector: 'all()' } }]],
    ['of one port', [{ protocol: 'TCP', destination: { ports: [80] } }]],
    ['of one family', [{ source: { nets: ['0.0.0.0/0'] } }]],
  ])('%s leave the rest denied', (_, rules) => {
    expect(isolation(rules)).toBe('definite');
  });
});
