import { App, Chart, Names, YamlOutputType } from 'cdk8s';
import { createFolder, isSameFolder } from '../../files/output-folder';
import type { AppMessage } from '../app-message';
import { Notices } from '../notices';
import { DependencyGraph } from '../order/dependency-graph';
import { dependenciesOf, DependencyLayer } from '../order/dependency-layer';
import { topology } from '../order/topology';
import { Losses } from '../output/losses';
import { YamlWriter } from '../output/yaml-writer';
import { AppOutput } from './app-output';
import { staleOutput } from './stale-output';
import { SynthSession } from './synth-session';
import { registerSynthesizer, type Synthesizer } from './synthesizer-of';

/** How an app is synthesized. */
interface SynthSettings {
  /** What happens where something would be lost. */
  readonly losses: 'fail' | 'warn';
  /**
   * A folder that must hold what the app writes.
   * @default - nothing is compared
   */
  readonly check?: string;
}

/** Synthesizes an app as cdk8s does, with the same files, in linear time. */
export class AppSynthesizer implements Synthesizer {
  public readonly notices = new Notices();
  private readonly layers: DependencyLayer[] = [];
  private session?: SynthSession;

  constructor(private readonly app: App, private readonly settings: SynthSettings) {
    registerSynthesizer(app, this);
  }

  public get losses(): 'fail' | 'warn' {
    return this.settings.losses;
  }

  public get current(): Synthesizer['current'] {
    return this.session;
  }

  /** The charts of the app in the order in which they are written. */
  public charts(): Chart[] {
    if (this.session !== undefined) return this.session.charts();
    const tree = this.app.node.findAll();
    const members = new Set(tree);
    const { layers } = this;
    return topology(new DependencyGraph({ tree, layers, live: dependenciesOf(tree), isInApp: (one) => members.has(one) })).order
      .filter((construct): construct is Chart => Chart.isChart(construct));
  }

  /** Writes the files of the app, or compares them. */
  public synth(): void {
    const { app, settings: { check } } = this;
    const { outdir } = app;
    const isOutput = check !== undefined && isSameFolder(check, outdir);
    if (!isOutput) createFolder(outdir);
    const losses = new Losses();
    const output = new AppOutput(outdir, losses);
    try {
      this.during(losses, !isOutput, (session) => {
        const snapshot = session.look();
        session.validate(snapshot);
        const isNumbered = session.resolve(snapshot);
        this.render(session, output, isNumbered);
      });
    } catch (error) {
      // cdk8s writes each file before it renders the next one
      if (!isOutput) output.write();
      throw error;
    }
    this.report(losses.messages());
    if (!isOutput) output.write();
    const stale = check === undefined ? undefined : staleOutput({ folder: check, isOutput, files: output.files, extension: app.outputFileExtension });
    if (stale !== undefined) throw stale;
  }

  /** All objects of the app as one text. */
  public synthYaml(): string {
    const losses = new Losses();
    const documents = this.during(losses, false, (session) => {
      const snapshot = session.look();
      session.resolve(snapshot);
      session.validate(snapshot);
      return this.app.charts.flatMap((chart) => {
        const rendered = session.render(chart);
        losses.addDocuments(chart, rendered);
        return rendered;
      });
    });
    this.report(losses.messages());
    return new YamlWriter().write(documents);
  }

  private during<T>(losses: Losses, isWriting: boolean, action: (session: SynthSession) => T): T {
    const outer = this.session;
    const session = new SynthSession(this.app, this.layers, losses, isWriting);
    this.session = session;
    try {
      return session.run(() => action(session));
    } finally {
      this.session = outer;
    }
  }

  private render(session: SynthSession, output: AppOutput, isNumbered: boolean): void {
    const { app } = this;
    const { outputFileExtension: extension } = app;
    const { charts } = app;
    const nameOf = (chart: Chart, i: number) => `${isNumbered ? `${String(i).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
    switch (app.yamlOutputType) {
      case YamlOutputType.FILE_PER_APP: {
        const documents = charts.flatMap((chart) => session.render(chart));
        if (charts.length > 0) output.addManifest(`app${extension}`, app, documents);
        break;
      }
      case YamlOutputType.FILE_PER_CHART:
        charts.forEach((chart, i) => output.addManifest(nameOf(chart, i) + extension, chart, session.render(chart)));
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const chart of charts) {
          for (const document of session.render(chart)) {
            if (document !== undefined) output.addManifest(fileOf(document as Manifest) + extension, chart, [document]);
          }
        }
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        charts.forEach((chart, i) => {
          const folder = nameOf(chart, i);
          const objects = session.objectsOf(chart);
          output.addFolder(folder);
          for (const object of objects) output.addManifest(`${folder}/${fileOf(object)}${extension}`, object, [session.renderObject(object)]);
        });
        break;
    }
    if (!(app as unknown as { readonly recordConstructMetadata: boolean }).recordConstructMetadata) return;
    const resources: Record<string, unknown> = {};
    for (const object of app.charts.flatMap((chart) => session.objectsOf(chart))) resources[object.name] = { path: object.node.path };
    output.addText('construct-metadata.json', JSON.stringify({ version: '1.0.0', resources }));
  }

  private report(messages: readonly AppMessage[]): void {
    if (messages.length === 0) return;
    if (this.settings.losses === 'warn') {
      for (const { text } of messages) this.notices.warn(text);
      return;
    }
    const lines = messages.map(({ construct, text }) => `[${construct?.node.path ?? ''}] ${text}`);
    throw new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`);
  }
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}

/** cdk8s names a file by kind and name; the namespace is not in it. */
function fileOf(manifest: Manifest): string {
  return `${manifest.kind}.${manifest.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
