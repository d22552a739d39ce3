import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { call } from './call';

/* One agent runs in a cluster: of policies of two agents, those on one pod have an effect or those on the other, and nothing says which. */
const pod = (app: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${app}, namespace: shop, labels: {app: ${app}}}
spec: {containers: [{name: main, image: i, ports: [{containerPort: 80}]}]}
`;
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
const CILIUM = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: a, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: a}}
  ingress: [{fromEndpoints: [{matchLabels: {app: c}}], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]
`;
const CALICO = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: b, namespace: shop}
spec: {selector: "app == 'b'", types: [Ingress]}
`;
const ANTREA = `apiVersion: crd.antrea.io/v1beta1
kind: NetworkPolicy
metadata: {name: b, namespace: shop}
spec: {priority: 5, appliedTo: [{podSelector: {matchLabels: {app: b}}}], ingress: [{action: Drop}]}
`;
const input = (...policies: string[]) => [NAMESPACE, ...['a', 'b', 'c'].map(pod), ...policies].join('---\n');

const folder = mkdtempSync(join(tmpdir(), 'netfence-agents-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const INVARIANTS = file('invariants.yaml', `invariants:
  - {id: a-closed, never: {from: {namespace: shop, pods: {app: b}}, to: {namespace: shop, pods: {app: a}}}}
  - {id: b-closed, never: {from: {namespace: shop, pods: {app: c}}, to: {namespace: shop, pods: {app: b}}}}
  - {id: a-isolated, isolated: {pods: {namespace: shop, pods: {app: a}}, directions: [ingress]}}
  - {id: c-reaches-a, always: {from: {namespace: shop, pods: {app: c}}, to: {namespace: shop, pods: {app: a}}, traffic: [TCP 80]}}
`);
const FLOWS = file('flows.csv', `time,src_namespace,src_workload,src_ip,dst_namespace,dst_workload,dst_ip,dst_port,protocol,verdict,count
2026-11-20T10:15:09Z,shop,Pod/b,,shop,Pod/a,,80,TCP,FORWARDED,5
`);

const OTHERS = [['Calico', CALICO, 'calico'], ['Antrea', ANTREA, 'antrea']];

describe.each(OTHERS)('a policy of Cilium on one pod, one of %s on another', (_, other, agent) => {
  const both = input(CILIUM, other);
  const names = `${agent}, cilium`;
  const why = (before: string) =>
    `${before}the input has policies of several agents (${names}), and one of them runs: name it (\`--cni\`, or \`cni\` under \`facts\`)`;
  const verdict = async (source: string, destination: string, ...more: string[]) =>
    /\n {2}(ALLOWED|DENIED|UNKNOWN) /.exec((await call(['explain', `shop/${source}`, `shop/${destination}`, '80', '-', ...more], both)).out)?.[1];

  it('what only one of them denies is unknown, and what no world denies is allowed', async () => {
    const verdicts = await Promise.all([verdict('b', 'a'), verdict('c', 'b'), verdict('c', 'a'), verdict('a', 'c')]);
    expect(verdicts).toEqual(['UNKNOWN', 'UNKNOWN', 'ALLOWED', 'ALLOWED']);
    const { out } = await call(['explain', 'shop/b', 'shop/a', '80', '-'], both);
    expect(out).toContain(why('because '));
  });

  it('the agent that is named settles it', async () => {
    expect(await Promise.all([verdict('b', 'a', '--cni', 'cilium'), verdict('c', 'b', '--cni', 'cilium')])).toEqual(['DENIED', 'ALLOWED']);
    expect(await Promise.all([verdict('b', 'a', '--cni', agent), verdict('c', 'b', '--cni', agent)])).toEqual(['ALLOWED', 'DENIED']);
  });

  it('list shows what is allowed in each world, and says what it leaves out', async () => {
    const { code, out, err } = await call(['list', '-'], both);
    expect([code, out.includes('shop/c[Pod] => shop/a[Pod] : TCP 80\n'), out.includes('shop/b[Pod] => shop/a[Pod]')]).toEqual([0, true, false]);
    expect(err).toContain(why('6: '));
  });

  it('nothing that rests on one of them is proved', async () => {
    const { code, out } = await call(['prove', INVARIANTS, '-'], both);
    expect([code, /\d+ proved, .*/.exec(out)?.[0]]).toEqual([3, '1 proved, 0 refuted, 3 unknown']);
    expect((await call(['prove', INVARIANTS, '-', '--cni', 'cilium'], both)).out).toContain('3 proved, 1 refuted, 0 unknown');
  });

  it('no workload is called isolated', async () => {
    const { out } = await call(['explain', '--workload', 'shop/a', '-'], both);
    expect(out).toContain('ingress: not known whether it is isolated\n');
    expect(out).toContain('note: it has an effect only if its agent runs, and the input has policies of others, too\n');
  });

  it('a compromised pod possibly reaches what one of them closes', async () => {
    const { out } = await call(['blast', 'shop/c', '-'], both);
    expect(out).toContain('1 of 2 other pods, 1 directly, 2 where all that is unknown passes');
  });

  it('pods to come possibly come in', async () => {
    expect((await call(['exposure', '-'], both)).out).toContain('  <= some pods : All Connections (possibly)\n');
  });

  it('traffic of the past is not called denied', async () => {
    const { out } = await call(['replay', FLOWS, file('both.yaml', both)]);
    expect(out).not.toContain('would be denied: 1');
    expect((await call(['replay', FLOWS, file('both.yaml', both), '--cni', 'cilium'])).out).toContain('would be denied: 1');
  });

  it('a second agent in a change is the cause that pods of the first one are possibly open', async () => {
    const { out } = await call(['diff', file('old.yaml', input(CILIUM)), file('new.yaml', both), '-o', 'report']);
    expect(out).toMatch(/shop\/b\[Pod\] => shop\/a\[Pod\]: possibly opened All Connections\n[^]*because \w+ shop\/b added/);
    expect(out).toContain('shop/a[Pod]: ingress possibly isolated now, which is not known\n');
  });

  it('check says in one remark what to state', async () => {
    const { err } = await call(['check', '-', '--fail-on', 'off'], both);
    const remark = '6 answers depend on facts about the network agent, which are not known\n  fix: state `cni` under `facts` in .netfence.yaml\n';
    expect(err).toContain(remark);
  });
});

it('NetworkPolicy counts whichever agent runs', async () => {
  const plain = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: c, namespace: shop}
spec: {podSelector: {matchLabels: {app: c}}}
`;
  const both = input(CILIUM, CALICO, plain);
  const { out } = await call(['explain', 'shop/b', 'shop/c', '80', '-'], both);
  expect(out).toContain('\n  DENIED ');
});

it('a policy that selects nothing, or that its API server refuses, shows that its agent may run', async () => {
  const none = CALICO.replace("app == 'b'", "app == 'b' && app == 'c'");
  for (const other of [none, none.replace('types: [Ingress]', 'egress: [{}]')]) {
    const { out } = await call(['explain', 'shop/b', 'shop/a', '80', '-'], input(CILIUM, other));
    expect(out).toContain('\n  UNKNOWN ');
  }
});
