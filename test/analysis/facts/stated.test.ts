import { givenFacts } from '../../../src/analysis/facts/given';
import { mergeFacts, modelFacts } from '../../../src/analysis/facts/stated';

const option = givenFacts({ podRanges: ['10.1.0.0/16'], namespaces: { web: { team: 'a' } } }, 'option');
const file = givenFacts({ podRanges: ['10.2.0.0/16'], nodeRanges: '192.168.0.0/24', namespaces: { web: { team: 'b' }, db: {} } }, 'file');

it('mergeFacts takes each fact, and each namespace, from the first source that states it', () => {
  const { podRanges, nodeRanges, namespaces } = mergeFacts(option, {}, file);
  expect([podRanges, nodeRanges].map((fact) => [fact!.source.name, ...fact!.value.toCidrs()])).toEqual([['option', '10.1.0.0/16'], ['file', '192.168.0.0/24']]);
  expect([...namespaces!].map(([name, { value, source }]) => [name, value, source.name])).toEqual([['web', { team: 'a' }, 'option'], ['db', {}, 'file']]);
  expect(mergeFacts({}, {})).toEqual({});
});

it('modelFacts holds what the model has words for, and nothing where nothing is stated', () => {
  expect(modelFacts({})).toBeUndefined();
  expect(modelFacts(givenFacts({ cni: 'calico' }, 'x'))).toBeUndefined();
  expect(modelFacts(givenFacts({ dns: 'kube-dns' }, 'x'))).toMatchObject({ dns: 'kube-dns', complete: false });
  const facts = modelFacts(givenFacts({ complete: true, apiServer: ['192.0.2.1', 'fd00::1'] }, 'x'))!;
  expect([facts.complete, facts.publicAddresses, facts.podRanges, facts.apiServer.toCidrs()]).toEqual([true, false, undefined, ['192.0.2.1/32', 'fd00::1/128']]);
});

it.each([
  [{ podRange: ['10.0.0.0/8'] }, 'unknown field `podRange`; did you mean `podRanges`?'],
  [{ podRanges: ['10.0.0.0/33'] }, 'an address is a block'],
  [{ namespaces: { Web: {} } }, '`namespaces.Web` must be the name of a namespace, got `Web`'],
  [{ namespaces: { web: { 'kubernetes.io/metadata.name': 'shop' } } }, 'must be `web`, got `shop`'],
  [{ complete: 'yes' }, '`complete` must be true or false, got `yes`'],
  [{ dns: 'bind' }, 'is no profile of a resolver'],
  [{ cni: 'calcio' }, 'did you mean `calico`?'],
])('givenFacts refuses %j', (facts, message) => {
  expect(() => givenFacts(facts, 'ClusterFacts')).toThrow('[bad-facts] ClusterFacts: ');
  expect(() => givenFacts(facts, 'ClusterFacts')).toThrow(message);
});
