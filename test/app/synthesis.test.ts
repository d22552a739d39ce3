import { mkdtempSync, readdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { AllowFrom, CheckMode, Checks, DefaultDeny, FenceApp, Peer, PodSelector } from '../../src';
import { isSameTree } from '../../src/app/tree';

jest.mock('../../src/app/tree', () => {
  const actual = jest.requireActual('../../src/app/tree');
  return { ...actual, isSameTree: jest.fn(actual.isSameTree) };
});

beforeEach(() => jest.mocked(isSameTree).mockClear());

function write<T extends App>(app: T, charts: number): T {
  Checks.configure(app, { mode: CheckMode.OFF });
  for (let i = 0; i < charts; i++) new DefaultDeny(new Chart(app, `c${i}`, { namespace: `n${i}` }), 'deny');
  return app;
}

const outdir = () => mkdtempSync(join(tmpdir(), 'synthesis-'));

test.each<[string, () => App]>([['App', () => new App({ outdir: outdir() })], ['FenceApp', () => new FenceApp({ outdir: outdir() })]])(
  'the tree of an %s is not compared again for each chart', (_, make) => {
    const app = write(make(), 20);
    app.synth();
    expect(readdirSync(app.outdir).filter((name) => name.endsWith('.yaml'))).toHaveLength(20);
    expect(isSameTree).not.toHaveBeenCalled();
    app.synth();
    expect(jest.mocked(isSameTree).mock.calls.length).toBeLessThan(2);
  });

test('a chart that is rendered alone is compared', () => {
  const app = write(new App({ outdir: outdir() }), 2);
  app.charts[0].toJson();
  app.charts[1].toJson();
  expect(isSameTree).toHaveBeenCalledTimes(1);
});

test('what a lazy value adds while App.synth writes is seen', () => {
  const app = write(new App({ outdir: outdir() }), 3);
  const [first, second] = app.charts;
  let isAdded = false;
  const produce = () => {
    if (!isAdded) for (let i = 0; i < 2; i++) new AllowFrom(second, `a${i}`, { name: 'same', pods: PodSelector.all(), from: [Peer.anyone()] });
    isAdded = true;
    return {};
  };
  new ApiObject(first, 'lazy', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce }) });
  expect(() => app.synth()).toThrow('[object-twice]');
});

test('App.synth leaves the methods of the library as they were', () => {
  const app = write(new App({ outdir: outdir() }), 1);
  const kind = Object.getPrototypeOf(app.node) as object;
  const before = Object.getOwnPropertyDescriptors(kind);
  app.synth();
  expect(Object.getOwnPropertyDescriptors(kind)).toEqual(before);
});

test('a class that overrides synth is called', () => {
  class Counting extends App {
    public count = 0;
    public override synth(): void {
      this.count++;
      super.synth();
    }
  }
  const app = write(new Counting({ outdir: outdir() }), 2);
  app.synth();
  expect(app.count).toBe(1);
  expect(isSameTree).not.toHaveBeenCalled();
});
