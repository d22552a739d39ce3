import { Chart } from 'cdk8s';
import { DefaultDeny, DefaultDenyEgress, DefaultDenyIngress, DefaultDenyProps, PodSelector } from '../../../src/constructs';
import { policyOf, world, written, yamlOf } from '../written';

const api = PodSelector.labels({ app: 'api-server' });

describe.each([
  ['DefaultDeny', DefaultDeny, ['Ingress', 'Egress']],
  ['DefaultDenyIngress', DefaultDenyIngress, ['Ingress']],
  ['DefaultDenyEgress', DefaultDenyEgress, ['Egress']],
] as const)('%s', (_, Deny, types) => {
  const deny = (props?: DefaultDenyProps) => written((chart: Chart) => new Deny(chart, 'default-deny', props));

  test('closes every pod of the namespace and no other', () => {
    const manifests = deny();
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(policyOf(manifests, 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: types });
    const { asks } = world(manifests);
    const isIngress = (types as readonly string[]).includes('Ingress');
    const isEgress = (types as readonly string[]).includes('Egress');
    expect(asks('other/frontend', 'production/api', 'TCP 8080')).toBe(isIngress ? 'denied' : 'allowed');
    expect(asks('1.1.1.1', 'production/api', 'SCTP 1')).toBe(isIngress ? 'denied' : 'allowed');
    expect(asks('production/api', 'other/frontend', 'UDP 53')).toBe(isEgress ? 'denied' : 'allowed');
    expect(asks('production/api', '1.1.1.1', 'TCP 443')).toBe(isEgress ? 'denied' : 'allowed');
    expect(asks('other/frontend', 'other/api', 'TCP 8080')).toBe('allowed');
  });

  test('closes the chosen pods only', () => {
    const manifests = deny({ pods: api });
    expect(yamlOf(manifests)).toMatchSnapshot();
    const { asks } = world(manifests);
    expect([asks('1.1.1.1', 'production/api', 'TCP 1'), asks('production/api', '1.1.1.1', 'TCP 1')]).toContain('denied');
    expect(asks('1.1.1.1', 'production/frontend', 'TCP 1')).toBe('allowed');
    expect(asks('production/frontend', '1.1.1.1', 'TCP 1')).toBe('allowed');
  });

  test('takes name, namespace, labels and annotations', () => {
    const manifests = deny({ name: 'closed', namespace: 'other', labels: { team: 'a' }, annotations: { 'example.com/owner': 'team a' } });
    expect(yamlOf(manifests)).toMatchSnapshot();
    expect(manifests[0].metadata).toEqual({
      name: 'closed', namespace: 'other', labels: { team: 'a' }, annotations: { 'example.com/owner': 'team a' },
    });
  });
});

test('the construct knows its name and its namespace', () => {
  written((chart) => {
    const deny = new DefaultDeny(chart, 'closed');
    expect([deny.policyName, deny.namespace]).toEqual(['closed', 'production']);
  });
});
