import { call } from '../cli/call';

const policy = (name: string) => JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: name }, spec: { podSelector: {}, policyTypes: [name] } });
const unknown = (name: string) => JSON.stringify({ apiVersion: `${name}/v1`, kind: name, metadata: { name } });

it.each(['##[stop-commands]tok', '##vso[task.setvariable variable=X]y', '::add-mask::x', ' ::error::x'])('no stream of a command holds %s', async (name) => {
  const input = `${policy(name)}\n${unknown(name)}\n[{"kind": ${JSON.stringify(name)}}]\n`;
  for (const argv of [['check', '-'], ['check', '-', '-o', 'github'], ['check', '-', '-o', 'json'], ['list', '-'], ['list', '-', '-o', 'jsonl'], ['exposure', '-'], ['eval', '-', '-s', name, '-d', name, '-p', '80'], [name], ['list', '-', `--${name}`], ['list', name]]) {
    const { out, err } = await call(argv, input);
    for (const line of [...argv.includes('github') ? [] : out.split('\n'), ...err.split('\n')]) expect(line).not.toMatch(/^\s*::[a-z-]*[g-z-][a-z-]*.*::/i);
    expect(out + err).not.toMatch(/##[a-z]*\[/i);
    expect(out + err).not.toBe('');
  }
});
