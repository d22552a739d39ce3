import type { IRule } from '../../facade';
import { cniNamed, hasRuleError, givenRules, LEVELS, isAtLeast, rulesOfModules } from '../../analysis';
import { fail, unknownName } from '../../errors';
import { today } from '../../files/clock';
import { kindOf, show } from '../../text/show';
import { pluginReport } from './plugin-report';

/** How the plugin checks: `properties` in `cdk8s.yaml`. */
export interface NetfenceValidationProps {
  /**
   * The network plugin of the cluster, such as `calico` or `flannel`.
   * @default - that of the configuration file; else the specification of the API
   */
  readonly cni?: string;

  /**
   * The configuration file, with levels and ignores.
   * @default - `.netfence.yaml` in the current folder, if there is one
   */
  readonly config?: string;

  /**
   * The level from which findings fail the validation: `error`, `warning`, `info` or `off`.
   * @default 'error'
   */
  readonly failOn?: string;

  /**
   * Modules with rules of your own, by paths from the current folder.
   * @default - those of the configuration file
   */
  readonly ruleModules?: string[];

  /**
   * Rules of your own, for a program that makes the plugin itself.
   * @default - none
   */
  readonly rules?: IRule[];
}

const PROPERTIES = ['cni', 'config', 'failOn', 'ruleModules', 'rules'];

/**
 * The rules of `netfence check` as a validation plugin of the cdk8s command line.
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-netfence
 *     version: 1.0.0
 *     class: NetfenceValidation
 * ```
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class NetfenceValidation {
  readonly #props: NetfenceValidationProps;

  constructor(props: NetfenceValidationProps = {}) {
    if (typeof props !== 'object' || props === null) fail('plugin-properties', `\`properties\` has fields, got ${kindOf(props)}`, 'write `cni: calico`');
    const unknown = Object.keys(props).find((key) => !PROPERTIES.includes(key));
    if (unknown !== undefined) {
      const { what, fix } = unknownName('option', unknown, PROPERTIES);
      fail('option-unknown', what, fix);
    }
    if (props.failOn !== undefined && !LEVELS.some((level) => level === props.failOn)) {
      fail('plugin-properties', `\`failOn\` must be one of ${LEVELS.join(', ')}, got ${show(props.failOn)}`, 'write `failOn: warning`');
    }
    if (props.cni !== undefined) cniNamed(String(props.cni));
    const { rules = [], ruleModules = [] } = props;
    givenRules(rules);
    if (!Array.isArray(ruleModules) || ruleModules.some((path) => typeof path !== 'string')) {
      fail('plugin-properties', `\`ruleModules\` must be a list of paths, got ${show(ruleModules)}`, 'write `- ./our-rules.cjs`');
    }
    this.#props = props;
  }

  /**
   * Checks the manifests of an app; called by the cdk8s command line.
   *
   * @param context what the command line hands to a plugin
   */
  public async validate(context: any): Promise<void> {
    const metadata: Record<string, { path?: string } | undefined> = context.metadata ?? {};
    const { cni, config, failOn, rules = [], ruleModules = [] } = this.#props;
    const { report, violations, constructs, level } = pluginReport(context.manifests, {
      ...(cni !== undefined && { cni }),
      ...(config !== undefined && { config }),
      rules: [...rules, ...rulesOfModules(ruleModules)],
      today: today(),
      constructOf: (name) => (Object.hasOwn(metadata, name) ? metadata[name]?.path : undefined),
    });
    // the command line looks paths up by the name that a violation gives: ours contain kind and namespace
    for (const [name, path] of constructs) metadata[name] = { path };
    for (const violation of violations) context.report.addViolation(violation);
    const from = (failOn ?? level ?? 'error') as (typeof LEVELS)[number];
    const hasInputError = report.problems.some(({ isError }) => isError);
    const failed = hasInputError || hasRuleError(report) || report.findings.some(({ severity }) => isAtLeast(from, severity));
    const count = (severity: string) => String(report.findings.filter((finding) => finding.severity === severity).length);
    context.report.submit(failed ? 'failure' : 'success', {
      errors: count('error'), warnings: count('warning'), remarks: count('info'), known: String(report.known), ignored: String(report.ignored),
    });
  }
}
