import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../../text/show';
import type { AppMessage } from '../app-message';
import { identityOf } from '../identity';
import { chartOrder } from '../order/chart-order';
import { append } from '../../sets';
import { andMore } from '../../text/lists';

/** What goes to the same file of the output folder. */
interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** The charts or objects whose text it will be, one after the other: only the last survives. */
  readonly writers: readonly IConstruct[];
}

/** What an app will write, as far as it is known before. */
interface Planned {
  /** The paths of the files, relative to the output folder, sorted. */
  readonly paths: readonly string[];
  /** Charts or objects that cdk8s would write to one file, one over the other. */
  readonly collisions: readonly AppMessage[];
}

/** The files that `App.synth` writes; none where the root is no app. */
export function plannedOutput(root: IConstruct, objects: readonly ApiObject[]): Planned {
  const files = isApp(root) ? outputFiles(root, objects) : [];
  return {
    paths: files.map(({ path }) => path).sort(),
    collisions: files.filter(({ writers }) => writers.length > 1).map(({ path, writers }) => fileCollision(path, writers)),
  };
}

/** That some constructs are written to one file. */
export function fileCollision(path: string, writers: readonly IConstruct[]): AppMessage {
  const paths = writers.map((writer) => show(writer.node.path));
  const what = ApiObject.isApiObject(writers[0]) ? 'objects' : 'charts';
  const more = paths.length > 2 ? ` ${andMore(paths.length - 2)}` : '';
  const text = `[file-twice] ${what} would be written to one file, got ${show(path)} for ${paths[0]} and ${paths[1]}${more}; only the last would remain: ` +
    (what === 'objects' ? 'give them different names, or set `yamlOutputType` to `FILE_PER_CHART`' : 'give the charts different ids');
  return { construct: writers[1], text };
}

/**
 * The files that `App.synth` writes.
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
function outputFiles(app: App, objects: readonly ApiObject[]): OutputFile[] {
  const extension = app.outputFileExtension;
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return [{ path: `app${extension}`, writers: [app] }];
    case YamlOutputType.FILE_PER_RESOURCE:
      return collect(objects, (object) => fileOf(object.kind, identityOf(object).name) + extension);
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const folders = chartNames(app);
      return collect(objects, (object) => `${folders.get(Chart.of(object))}/${fileOf(object.kind, object.name)}${extension}`);
    }
    default:
      return collect([...chartNames(app)], ([, name]) => name + extension)
        .map(({ path, writers }) => ({ path, writers: writers.map(([chart]) => chart) }));
  }
}

function chartNames(app: App): Map<Chart, string> {
  const { charts, numbered } = chartOrder(app);
  return new Map(charts.map((chart, i) => [chart, `${numbered ? `${String(i).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`]));
}

function fileOf(kind: string, name: string): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function collect<T>(values: readonly T[], pathOf: (value: T) => string): { readonly path: string; readonly writers: T[] }[] {
  const files = new Map<string, T[]>();
  for (const value of values) {
    const path = pathOf(value);
    append(files, path, value);
  }
  return [...files].map(([path, writers]) => ({ path, writers }));
}

/** By its shape: the app may come from another copy of cdk8s. */
export function isApp(root: IConstruct): root is App {
  return typeof (root as App).outdir === 'string' && typeof (root as App).outputFileExtension === 'string';
}
