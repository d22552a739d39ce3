import { App, Chart } from 'cdk8s';
import { appModelOf, Isolation } from '../../app';
import { fail } from '../../errors';
import { LabelSelector } from '../../sets';
import { kindOf, show } from '../../text/show';
import { checkFlag, checkNamespaceName, checkOptions, OptionNames } from '../input';
import { checkDns, DnsProfile } from '../values';
import { NamespaceFence } from './namespace-fence';
import { Inhabited, survey } from './survey';

/** How `Fences.everywhere` fences. */
export interface FencesEverywhereOptions {
  /**
   * How the pods resolve names; `DnsProfile.none()` for no DNS.
   * @default DnsProfile.kubeDns()
   */
  readonly dns?: DnsProfile;

  /**
   * Whether pods of a namespace may reach each other; never opened where the app has policies of its own.
   * @default true
   */
  readonly insideTraffic?: boolean;

  /**
   * Namespaces that are not fenced.
   * @default - `kube-system`, `kube-public` and `kube-node-lease`
   */
  readonly except?: string[];

  /**
   * The id of the chart that the fences are written to.
   * @default 'fences'
   */
  readonly chartId?: string;

  /**
   * Labels of every policy.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of every policy.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** Something that `Fences.everywhere` did not fence. */
export interface LeftAlone {
  /** What it is: `namespace kube-system`, `Deployment api`. */
  readonly what: string;
  /** The path of the construct that writes it; several are joined by commas. */
  readonly path: string;
  /** Why it was not fenced. */
  readonly why: string;
}

/** What `Fences.everywhere` did. */
export interface FencesReport {
  /** The namespaces that were fenced, sorted. */
  readonly fenced: string[];
  /** Those among them whose traffic inside was not opened, because the app has policies of its own for them; sorted. */
  readonly withoutInsideTraffic: string[];
  /** What was not fenced, objects of `Include` and `Helm` included. */
  readonly leftAlone: LeftAlone[];
}

/** Fences for a whole app. */
export class Fences {
  /**
   * Fences every namespace that the app writes workloads to. Call it last: a workload that is added later in a namespace without a fence ends the synthesis.
   *
   * **Isolates** every pod of these namespaces for ingress and egress, as `NamespaceFence` does. Namespaces that the app already closes are not
   * changed; where the app has policies of its own, the default deny and DNS are added and traffic inside is not opened, so that nothing
   * is opened further than its author wrote it. What was not fenced or not opened is returned, and printed on stderr.
   *
   * Errors: `app-type`, `chart-id`, `fences-twice`, `except-type`, `options-type`, `option-unknown`, `option-flag`, `dns-profile`, `namespace-name`.
   *
   * @param app the app
   * @param options how to fence
   */
  public static everywhere(app: App, options: FencesEverywhereOptions = {}): FencesReport {
    checkOptions(options, '{ except: [\'kube-system\'] }', OPTIONS);
    if (app?.node === undefined || app.node.root !== app) fail('app-type', `fences are created for an \`App\`, got ${kindOf(app)}`, 'write `Fences.everywhere(app)`');
    const chartId = checkChartId(app, options.chartId);
    const except = options.except === undefined ? ['kube-node-lease', 'kube-public', 'kube-system'] : checkExcept(options.except);
    const open = checkFlag(options.insideTraffic, 'insideTraffic', true);
    const dns = options.dns === undefined ? undefined : checkDns(options.dns);
    const found = survey(app);
    const model = appModelOf(app);
    const isolation = model.isolation();
    const leftAlone: LeftAlone[] = [...found.leftAlone];
    const wanted = found.inhabited.filter((namespace) => {
      const why = whyNot(namespace, except, isolation);
      if (why !== undefined) leftAlone.push({ what: `namespace ${namespace.name}`, path: namespace.paths.join(', '), why });
      return why === undefined;
    });
    const withoutInsideTraffic = wanted.filter(({ name }) => isolation.in(name).length > 0).map(({ name }) => name);
    for (const { name, paths } of wanted) checkNamespaceName(name, `the namespace of ${show(paths[0])}`);
    model.fenceEverywhere(except, () => {
      if (wanted.length === 0) return;
      const chart = new Chart(app, chartId);
      for (const { name } of wanted) {
        const insideTraffic = open && !withoutInsideTraffic.includes(name);
        new NamespaceFence(chart, name, { dns, insideTraffic, labels: options.labels, annotations: options.annotations });
      }
    });
    if (open) {
      for (const name of withoutInsideTraffic) {
        model.notices.warn(`traffic inside namespace ${show(name)} was not opened: the app has policies of its own there, and nothing is opened further than they allow`);
      }
    }
    for (const { what, path, why } of leftAlone) model.notices.warn(`${show(what)} (${show(path)}) was not fenced: ${why}`);
    return { fenced: wanted.map(({ name }) => name), withoutInsideTraffic, leftAlone };
  }

  private constructor() {}
}

function whyNot({ name }: Inhabited, except: readonly string[], isolation: Isolation): string | undefined {
  if (except.includes(name)) return 'it is one of the exceptions';
  const isClosed = (['ingress', 'egress'] as const).every((direction) => isolation.coverage(name, LabelSelector.EVERYTHING, direction) === 'all');
  return isClosed ? 'the app closes it already' : undefined;
}

function checkChartId(app: App, chartId: unknown): string {
  if (chartId === undefined) return checkChartId(app, 'fences');
  if (typeof chartId !== 'string' || chartId === '') fail('chart-id', `\`chartId\` must be a text that is not empty, got ${show(chartId)}`, 'write `chartId: \'fences\'`');
  if (app.node.tryFindChild(chartId) !== undefined) {
    fail('fences-twice', `fences everywhere are created once, got a chart ${show(chartId)} already`, 'call it once, last, or set `chartId`');
  }
  return chartId;
}

function checkExcept(except: unknown): string[] {
  if (!Array.isArray(except)) fail('except-type', `\`except\` must be a list of namespaces, got ${kindOf(except)}`, 'write `[\'kube-system\']`');
  return Array.from(except as unknown[], (name) => checkNamespaceName(name, 'a namespace in `except`'));
}

const OPTIONS: OptionNames<FencesEverywhereOptions> = {
  dns: true, insideTraffic: true, except: true, chartId: true, labels: true, annotations: true,
};
