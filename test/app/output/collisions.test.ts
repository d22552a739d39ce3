import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import * as kplus from 'cdk8s-plus-34';
import { AllowFrom, DefaultDeny, NamespaceFence, Peer, PodSelector } from '../../../src/constructs';

const deny = (scope: Construct, id: string, namespace: string, name?: string) => new DefaultDeny(scope, id, { namespace, name });
const object = (scope: Construct, id: string, kind: string, metadata: object, apiVersion = 'v1') => new ApiObject(scope, id, { apiVersion, kind, metadata });

function errorOf(build: (app: App) => unknown, yamlOutputType = YamlOutputType.FILE_PER_CHART): string {
  const app = Testing.app({ yamlOutputType });
  // the checks belong to the package, so something of it must be there
  build(app);
  deny(new Chart(app, 'netfence'), 'z', 'z');
  const texts = [() => app.synth(), () => app.synthYaml(), () => app.charts[0].toJson(), () => Testing.synth(app.charts[0])].map((synthesize) => {
    try {
      synthesize();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  });
  // cdk8s asks the constructs in the order of the tree, which the first synthesis puts in order
  expect(new Set(texts.map((text) => text.split('\n').sort().join('\n'))).size).toBe(1);
  return texts[0];
}

describe('two objects that are one in the cluster', () => {
  const chart = (app: App, id = 'a', namespace?: string) => new Chart(app, id, { namespace });

  test.each<[string, (app: App) => unknown, RegExp | undefined]>([
    ['in two charts', (app) => [deny(chart(app), 'deny', 'team'), deny(chart(app, 'b'), 'deny', 'team')], /`NetworkPolicy team\/deny`, got `a\/deny` and `b\/deny`/],
    ['in two scopes of one chart', (app) => {
      const one = chart(app);
      deny(new Construct(one, 'x'), 'deny', 'team');
      deny(new Construct(one, 'y'), 'deny', 'team');
    }, /got `a\/x\/deny` and `a\/y\/deny`/],
    ['by `name`', (app) => {
      const one = chart(app);
      deny(one, 'x', 'team', 'same');
      deny(one, 'y', 'team', 'same');
    }, /`NetworkPolicy team\/same`/],
    ['a part of a fence and a policy', (app) => [new NamespaceFence(chart(app), 'team'), deny(chart(app, 'b'), 'team-default-deny', 'team')], /team-default-deny/],
    ['two fences of one namespace and name', (app) => [new NamespaceFence(chart(app), 'team'), new NamespaceFence(chart(app, 'b'), 'team')], /team-inside/],
    ['one of ours and one of cdk8s-plus', (app) => {
      deny(chart(app), 'deny', 'team');
      new kplus.NetworkPolicy(chart(app, 'b'), 'other', { metadata: { name: 'deny', namespace: 'team' } });
    }, /got `a\/deny` and `b\/other\/Resource`/],
    ['two of somebody else', (app) => [object(chart(app), 'x', 'Service', { name: 's', namespace: 'n' }), object(chart(app, 'b'), 'y', 'Service', { name: 's', namespace: 'n' })], /Service n\/s/],
    ['two versions of one group', (app) => [object(chart(app), 'x', 'Ingress', { name: 's' }, 'networking.k8s.io/v1'), object(chart(app, 'b'), 'y', 'Ingress', { name: 's' }, 'networking.k8s.io/v1beta1')], /Ingress s/],
    ['two Namespaces, whatever namespace cdk8s gives them', (app) => [object(chart(app, 'a', 'x'), 'x', 'Namespace', { name: 's' }), object(chart(app, 'b', 'y'), 'y', 'Namespace', { name: 's' })], /`Namespace s`/],
    ['by a JSON patch', (app) => {
      object(chart(app), 'x', 'Service', { name: 's', namespace: 'n' });
      object(chart(app, 'b'), 'y', 'Service', { name: 't', namespace: 'n' }).addJsonPatch(JsonPatch.replace('/metadata/name', 's'));
    }, /Service n\/s/],
    ['not: another namespace', (app) => [deny(chart(app), 'deny', 'team'), deny(chart(app, 'b'), 'deny', 'other')], undefined],
    ['not: another kind', (app) => [object(chart(app), 'x', 'Service', { name: 's' }), object(chart(app, 'b'), 'y', 'Secret', { name: 's' })], undefined],
    ['not: another group', (app) => [object(chart(app), 'x', 'NetworkPolicy', { name: 's' }, 'networking.k8s.io/v1'), object(chart(app, 'b'), 'y', 'NetworkPolicy', { name: 's' }, 'projectcalico.org/v3')], undefined],
  ])('%s', (_, build, expected) => {
    const text = errorOf(build);
    if (expected === undefined) expect(text).toBe('');
    else {
      expect(text).toMatch(expected);
      expect(text).toContain('[object-twice] two constructs write ');
      expect(text).toContain('in the cluster the later one would replace the earlier');
    }
  });
});

describe('two objects or charts that would be one file', () => {
  const tenCharts = (app: App) => {
    for (let i = 0; i < 10; i++) deny(new Chart(app, `team-${i}`), 'default-deny', `team-${i}`);
  };
  const oneChart = (app: App) => {
    const chart = new Chart(app, 'all');
    for (let i = 0; i < 10; i++) deny(new Construct(chart, `team-${i}`), 'default-deny', `team-${i}`);
  };

  test.each<[string, YamlOutputType, (app: App) => unknown, RegExp | undefined]>([
    ['FILE_PER_RESOURCE, ten charts', YamlOutputType.FILE_PER_RESOURCE, tenCharts, /`NetworkPolicy.default-deny.k8s.yaml` for `team-0\/default-deny` and `team-1\/default-deny` and 8 more/],
    ['FILE_PER_RESOURCE, one chart', YamlOutputType.FILE_PER_RESOURCE, oneChart, /and 8 more/],
    ['FOLDER_PER_CHART_FILE_PER_RESOURCE, one chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, oneChart, /`all\/NetworkPolicy.default-deny.k8s.yaml`/],
    ['FOLDER_PER_CHART_FILE_PER_RESOURCE, ten charts', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, tenCharts, undefined],
    ['FILE_PER_CHART, ten charts', YamlOutputType.FILE_PER_CHART, tenCharts, undefined],
    ['FILE_PER_CHART, one chart', YamlOutputType.FILE_PER_CHART, oneChart, undefined],
    ['FILE_PER_APP, ten charts', YamlOutputType.FILE_PER_APP, tenCharts, undefined],
    ['FILE_PER_RESOURCE, characters that are left out of file names', YamlOutputType.FILE_PER_RESOURCE, (app) => {
      const chart = new Chart(app, 'rbac');
      object(chart, 'x', 'ClusterRole', { name: 'system:reader' }, 'rbac.authorization.k8s.io/v1');
      object(chart, 'y', 'ClusterRole', { name: 'systemreader' }, 'rbac.authorization.k8s.io/v1');
    }, /`ClusterRole.systemreader.k8s.yaml` for `rbac\/x` and `rbac\/y`; only the last would remain/],
  ])('%s', (_, type, build, expected) => {
    const text = errorOf(build, type);
    if (expected === undefined) expect(text).toBe('');
    else {
      expect(text).toMatch(expected);
      expect(text).toContain('[file-twice] objects would be written to one file');
    }
  });

  test('two charts of one file name', () => {
    expect(errorOf((app) => {
      deny(new Chart(new Construct(app, 'x'), 'Default'), 'deny', 'x');
      Object.defineProperty(new Chart(app, 'b').node, 'path', { value: 'netfence' });
    })).toContain('[file-twice] charts would be written to one file, got `netfence.k8s.yaml`');
  });
});

test('names that no API server takes are an error, whoever wrote them', () => {
  for (const name of ['a/b', '../..', '..', 'a b', 'a\u001b[2Jb', 'a%2fb', '']) {
    expect(errorOf((app) => object(new Chart(app, 'a'), 'x', 'ConfigMap', { name }))).toContain('[object-name] the name of `a/x` is one that no API server takes');
  }
  expect(errorOf((app) => object(new Chart(app, 'a'), 'x', 'ClusterRole', { name: 'system:Reader' }))).toBe('');
});

test('all that is wrong is said at once', () => {
  const text = errorOf((app) => ['a', 'b', 'c'].map((id) => [deny(new Chart(app, id), 'deny', 'team'), new AllowFrom(app.node.findChild(id) as Chart, 'in', { namespace: 'team', pods: PodSelector.all(), from: [Peer.anyone()] })]));
  expect(text.match(/\[object-twice\]/g)).toHaveLength(4);
});

test('the same tree is examined once, another one anew', () => {
  const app = Testing.app();
  const charts = Array.from({ length: 20 }, (_, i) => new Chart(app, `c${i}`, { namespace: `n${i}` }));
  for (const chart of charts) deny(chart, 'deny', chart.namespace!);
  const names = jest.spyOn(ApiObject, 'isApiObject');
  charts[0].toJson();
  const first = names.mock.calls.length;
  names.mockClear();
  charts[0].toJson();
  expect(names.mock.calls.length).toBeLessThan(first);
  names.mockRestore();
  deny(charts[1], 'second', 'n1', 'deny');
  expect(() => charts[0].toJson()).toThrow('[object-twice]');
  charts[1].node.tryRemoveChild('second');
  expect(charts[0].toJson()).toHaveLength(1);
  object(charts[1], 'x', 'NetworkPolicy', { name: 'deny', namespace: 'n1' }, 'networking.k8s.io/v1');
  expect(() => charts[0].toJson()).toThrow('[object-twice]');
});
