import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { AllowFrom, CheckMode, DefaultDeny, FenceApp, FenceAppProps, NamespaceFence, Peer, PodSelector } from '../../../src/constructs';

const folder = () => mkdtempSync(join(tmpdir(), 'fence-app-'));
const config = (name: string, namespace = 'web') => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

function app(props: FenceAppProps, build: (root: App) => unknown): FenceApp {
  const made = new FenceApp(props);
  build(made);
  return made;
}

/** Two objects of one identity in two charts, without a construct of this package. */
const twice = (root: App) => ['a', 'b'].map((id) => new ApiObject(new Chart(root, id), 'object', config('same')));

describe('what the stock app loses', () => {
  const outputs: readonly (readonly [string, FenceAppProps, (root: App) => unknown])[] = [
    ['object-twice', {}, twice],
    ['file-twice', { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE }, (root) => ['a', 'b'].map((id) => new ApiObject(new Chart(root, id), 'o', config('x', id)))],
    ['file-twice', { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }, (root) => {
      const chart = new Chart(root, 'chart');
      for (const namespace of ['a', 'b']) new ApiObject(chart, namespace, config('x', namespace));
    }],
    ['object-name', {}, (root) => new ApiObject(new Chart(root, 'chart'), 'o', config('../..'))],
    ['dependency-self', {}, (root) => {
      const object = new ApiObject(new Chart(root, 'chart'), 'o', config('x'));
      object.addDependency(object);
    }],
  ];

  it.each(outputs)('%s is an error, and no file is written', (code, props, build) => {
    const outdir = folder();
    expect(() => app({ ...props, outdir }, build).synth()).toThrow(`[${code}] `);
    expect(readdirSync(outdir)).toEqual([]);
  });

  it.each(outputs)('%s is a line where it is only a warning, and the files are those of the stock app', (code, props, build) => {
    const [outdir, stockdir] = [folder(), folder()];
    const made = app({ ...props, outdir, losses: CheckMode.WARN }, build);
    made.synth();
    made.synth();
    expect(lines).toEqual([expect.stringContaining(`netfence: [${code}] `)]);
    const stock = new App({ ...props, outdir: stockdir });
    build(stock);
    stock.synth();
    expect(textsOf(outdir)).toEqual(textsOf(stockdir));
  });

  it('is judged by what is written: a patch or a lazy value may make two of one, or one of two', () => {
    const renamed = (name: string) => (root: App) => {
      const chart = new Chart(root, 'chart');
      new ApiObject(chart, 'a', config('a'));
      new ApiObject(chart, 'b', config('b')).addJsonPatch(JsonPatch.replace('/metadata/name', name));
    };
    expect(() => app({ outdir: folder() }, renamed('a')).synth()).toThrow('[object-twice]');
    expect(() => app({ outdir: folder() }, (root) => {
      const chart = new Chart(root, 'chart');
      for (const name of ['a', 'b']) new ApiObject(chart, name, config(Lazy.any({ produce: () => name }) as string));
    }).synth()).not.toThrow();
    expect(() => app({ outdir: folder() }, (root) => [1, 2].map((n) => new ApiObject(new Chart(root, `c${n}`), 'o', config(Lazy.any({ produce: () => 'x' }) as string)))).synth())
      .toThrow('[object-twice]');
  });

  it('may be a warning in an app with policies, too', () => {
    const build = (root: App) => ['a', 'b'].map((id) => new DefaultDeny(new Chart(root, id, { namespace: 'web' }), 'deny'));
    expect(() => app({ outdir: folder() }, build).synth()).toThrow('[object-twice]');
    const outdir = folder();
    app({ outdir, losses: CheckMode.WARN }, build).synth();
    expect(lines.filter((line) => line.includes('[object-twice]'))).toHaveLength(1);
    expect(readdirSync(outdir).sort()).toEqual(['.netfence-sources', 'a.k8s.yaml', 'b.k8s.yaml']);
  });

  it('is in one text of `synthYaml`, too', () => {
    expect(() => app({}, twice).synthYaml()).toThrow('[object-twice]');
  });

  it('is never passed over', () => {
    expect(() => new FenceApp({ losses: CheckMode.OFF })).toThrow('[check-mode]');
  });
});

function textsOf(outdir: string): Record<string, string> {
  const files = readdirSync(outdir, { recursive: true }).map(String).filter((name) => statSync(join(outdir, name)).isFile());
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
}

describe('a file with the same content', () => {
  it('is not written again; one that changed is', () => {
    const outdir = folder();
    let value = 'first';
    const made = app({ outdir, recordConstructMetadata: true }, (root) => {
      new NamespaceFence(new Chart(root, 'web', { namespace: 'web' }), 'web');
      new ApiObject(new Chart(root, 'other'), 'o', { ...config('x'), data: { value: Lazy.any({ produce: () => value }) } });
    });
    made.synth();
    const names = readdirSync(outdir).sort();
    expect(names).toEqual(['.netfence-sources', 'construct-metadata.json', 'other.k8s.yaml', 'web.k8s.yaml']);
    for (const name of names) utimesSync(join(outdir, name), 1000, 1000);
    value = 'second';
    made.synth();
    expect(names.filter((name) => statSync(join(outdir, name)).mtimeMs !== 1_000_000)).toEqual(['other.k8s.yaml']);
    expect(readFileSync(join(outdir, 'other.k8s.yaml'), 'utf8')).toContain('second');
  });
});

describe('a folder to check', () => {
  const build = (root: App) => ['a', 'b'].map((id) => new ApiObject(new Chart(root, id), 'object', config(id)));
  function rendered(): string {
    const made = folder();
    app({ outdir: made }, build).synth();
    return made;
  }
  const checking = (check: string, outdir = folder()) => () => app({ outdir, check }, build).synth();

  it('that holds what the app writes is fine, whatever else is beside the manifests', () => {
    const check = rendered();
    for (const name of ['README.md', 'kustomization.yaml', '.hidden.yaml']) writeFileSync(join(check, name), 'x');
    expect(checking(check)).not.toThrow();
  });

  it('that differs is an error with all that differs, and is not written', () => {
    const check = rendered();
    writeFileSync(join(check, 'a.k8s.yaml'), 'changed');
    writeFileSync(join(check, 'c.k8s.yaml'), 'left');
    const outdir = folder();
    expect(() => app({ outdir, check }, (root) => [...build(root), new Chart(root, 'd')]).synth())
      .toThrow(`[output-stale] \`${check}\` is not what this app writes: missing \`d.k8s.yaml\`; changed \`a.k8s.yaml\`; left over \`c.k8s.yaml\`; `);
    expect(readFileSync(join(check, 'a.k8s.yaml'), 'utf8')).toBe('changed');
    expect(existsSync(join(check, 'd.k8s.yaml'))).toBe(false);
    expect(readdirSync(outdir).sort()).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'd.k8s.yaml']);
  });

  it('may be the output folder itself, which is only read then', () => {
    const check = rendered();
    expect(checking(check, check)).not.toThrow();
    writeFileSync(join(check, 'a.k8s.yaml'), 'changed');
    expect(checking(check, check)).toThrow('changed `a.k8s.yaml`');
    expect(readFileSync(join(check, 'a.k8s.yaml'), 'utf8')).toBe('changed');
  });

  it('that is absent is an error, which says what the cdk8s command does to its output folder', () => {
    const absent = join(folder(), 'absent');
    expect(checking(absent)).toThrow(`[output-stale] there is no folder \`${absent}\` to compare with; name the folder`);
    expect(checking(absent, absent)).toThrow(/there is no folder .* to compare with; it is the output folder of the app, which the `cdk8s` command empties/);
    expect(existsSync(absent)).toBe(false);
  });

  it('may be named by the environment; the property is stronger', () => {
    const check = rendered();
    writeFileSync(join(check, 'a.k8s.yaml'), 'changed');
    const same = rendered();
    process.env.NETFENCE_CHECK = check;
    try {
      expect(() => app({ outdir: folder() }, build).synth()).toThrow('[output-stale]');
      expect(checking(same)).not.toThrow();
      process.env.NETFENCE_CHECK = '';
      expect(() => app({ outdir: folder() }, build).synth()).not.toThrow();
    } finally {
      delete process.env.NETFENCE_CHECK;
    }
  });

  it('leaves folders per chart their structure', () => {
    const props = { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE };
    const check = folder();
    app({ ...props, outdir: check }, build).synth();
    expect(() => app({ ...props, outdir: folder(), check }, build).synth()).not.toThrow();
    writeFileSync(join(check, 'a', 'ConfigMap.old.k8s.yaml'), '');
    expect(() => app({ ...props, outdir: folder(), check }, build).synth()).toThrow('left over `a/ConfigMap.old.k8s.yaml`');
  });
});

describe('what the model holds', () => {
  /** Changes what it was given, as an author may do with a rendering of his own. */
  const edit = (json: { spec: { policyTypes: string[] } }) => {
    json.spec.policyTypes.push('Egress');
    return json;
  };
  class EditedPolicy extends AllowFrom {
    public toJson(): any {
      return edit(super.toJson());
    }
  }
  class EditedChart extends Chart {
    public toJson(): any[] {
      return super.toJson().map((json) => edit(json));
    }
  }

  function build(root: App): void {
    const policy = (chart: Chart, id: string, Kind = AllowFrom) => new Kind(chart, id, { pods: PodSelector.labels({ app: id }), from: [Peer.pods({ app: 'web' })] });
    const chart = new Chart(root, 'a', { namespace: 'a' });
    for (const id of ['first', 'second']) policy(chart, id);
    policy(chart, 'edited', EditedPolicy);
    policy(new EditedChart(root, 'b', { namespace: 'b' }), 'third');
    const read = policy(new Chart(root, 'c', { namespace: 'c' }), 'asked');
    new ApiObject(chart, 'reader', { ...config('reader', 'a'), data: { types: Lazy.any({ produce: () => String(edit(read.toJson()).spec.policyTypes) }) } });
  }

  it('is only read: what an author changes in a rendering is in no other one', () => {
    const [outdir, stockdir] = [folder(), folder()];
    const made = app({ outdir }, build);
    made.synth();
    made.synth();
    const stock = new App({ outdir: stockdir });
    build(stock);
    stock.synth();
    expect(textsOf(outdir)).toEqual(textsOf(stockdir));
    const found = ['a', 'b', 'c'].map((name) => readFileSync(join(outdir, `${name}.k8s.yaml`), 'utf8').match(/Egress/g)?.length);
    expect(found).toEqual([2, 1, undefined]);
  });
});

describe('work', () => {
  /** How often the tree was searched, whole or in part, in constructs. */
  function searched(charts: number): number {
    const made = app({ outdir: folder() }, (root) => {
      let last: Chart | undefined;
      for (let c = 0; c < charts; c++) {
        const chart = new Chart(root, `c${c}`);
        if (last !== undefined) chart.addDependency(last);
        last = chart;
        for (let i = 0; i < 5; i++) new ApiObject(chart, `o${i}`, config(`c${c}-o${i}`));
      }
    });
    const kind = Object.getPrototypeOf(made.node) as { findAll(): unknown[] };
    const original = kind.findAll;
    let count = 0;
    kind.findAll = function (...args: []) {
      const found = original.apply(this, args);
      count += found.length;
      return found;
    };
    try {
      made.synth();
    } finally {
      kind.findAll = original;
    }
    return count;
  }

  it('grows with the app, where cdk8s would take years for the paths of sixty chained charts', () => {
    const [some, more] = [searched(30), searched(60)];
    expect(more / some).toBeLessThan(2.1);
  });

  it('leaves no trace: the methods that are watched are put back, also after an error', () => {
    const made = app({ outdir: folder() }, (root) => new ApiObject(new Chart(root, 'c'), 'o', config('x')).node.addValidation({ validate: () => ['no'] }));
    const kind = Object.getPrototypeOf(made.node) as Record<string, unknown>;
    const methods = ['addChild', 'tryRemoveChild', 'addDependency', 'addValidation'];
    const before = [...methods.map((name) => kind[name]), (App as unknown as Record<string, unknown>)._synthChart];
    expect(() => made.synth()).toThrow('[c/o] no');
    expect([...methods.map((name) => kind[name]), (App as unknown as Record<string, unknown>)._synthChart]).toEqual(before);
  });
});
