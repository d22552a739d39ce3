import { CNIS } from '../../src/profiles';
import { call } from './call';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\nspec: {containers: [{name: main, ports: [{containerPort: 80}]}]}\n`;
const calico = 'apiVersion: projectcalico.org/v4\nkind: NetworkPolicy\nmetadata: {name: c, namespace: shop}\nspec: {selector: all()}\n';
const antrea = 'apiVersion: crd.antrea.io/v1beta1\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec: {}\n';
const input = (...policies: string[]) => [pod('web'), pod('api'), ...policies].join('---\n');
const ASKED = ['eval', '-', '-s', 'web', '-n', 'shop', '-d', 'api', '--destination-namespace', 'shop', '-p', '80'];

const COMMANDS = [
  ['list', '-'], ['list', '-', '-o', 'jsonl'], ['check', '-', '--fail-on', 'off'], ['eval', ...ASKED.slice(1)], ['explain', 'shop/web', 'shop/api', '80', '-'], ['exposure', '-'], ['blast', 'shop/web', '-'],
];

it.each([...CNIS.keys()])('--cni %s is taken by every command', async (cni) => {
  for (const command of COMMANDS) {
    const { code, err } = await call([...command, '--cni', cni], input());
    expect({ command, code, err: err.includes('[') ? err : '' }).toEqual({ command, code: 0, err: '' });
  }
});

describe('policies of network agents', () => {
  it('of an agent that may be there make their pods unknown', async () => {
    const { code, out, err } = await call(ASKED, input(calico));
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining('unknown') });
    expect(err).toContain('policy-kind-not-read');
  });

  it.each(['cilium', 'weave', 'kindnet'])('of another one than %s have no effect, which is said in one line', async (cni) => {
    const { code, out, err } = await call([...ASKED, '--cni', cni], input(calico, calico.replace('name: c', 'name: d')));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('true') });
    expect(err).toBe(`-:11:1: other-agent: 2 NetworkPolicy of calico: ${cni} does not read them, so they have no effect\n`);
  });

  it('of the agent that is named count, also where it reads those of another one', async () => {
    for (const cni of ['calico', 'canal']) {
      const { code, out, err } = await call([...ASKED, '--cni', cni], input(calico, antrea));
      expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining('unknown') });
      expect(err).toContain(`1 ClusterNetworkPolicy of antrea: ${cni} does not read them, so they have no effect`);
    }
  });

  it('that the agent refuses have no effect under it, and make their pods unknown without it', async () => {
    const refused = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: shop}\nspec: {endpointSelector: {}, ingress: []}\n';
    const asked = ['explain', 'shop/web', 'shop/api', '80', '-'];
    const known = await call([...asked, '--cni', 'cilium'], input(refused));
    expect([known.code, known.out]).toEqual([0, expect.stringContaining('ALLOWED  TCP 80')]);
    expect(known.err).toContain('must have at least one rule');
    const unknown = await call(asked, input(refused));
    expect([unknown.code, unknown.out]).toEqual([3, expect.stringContaining('UNKNOWN  TCP 80')]);
    expect((await call(['check', '-', '--cni', 'cilium'], input(refused))).out).toContain('error agent-refuses: Cilium takes nothing of the policy: `spec` must have');
  });

  it('are judged so in the compatible forms, too', async () => {
    const edge = 'shop/web[Pod] => shop/api[Pod] : All Connections\n';
    expect((await call(['list', '-', '-q'], input(calico))).out).not.toContain(edge);
    expect((await call(['list', '-', '-q', '--cni', 'antrea'], input(calico))).out).toContain(edge);
  });
});
