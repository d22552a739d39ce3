import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { cniNamed, configuredBy, givenRules, ignoreOf } from '../../analysis';
import { appModelOf } from '../../app';
import { fail } from '../../errors';
import { kindOf, show } from '../../text/show';
import { checkOptions, OptionNames } from '../input';
import { ChecksOptions, CheckMode, IgnoreOptions } from './checks-options';

const OPTIONS: OptionNames<ChecksOptions> = { mode: true, fences: true, cni: true, config: true, sources: true, rules: true };
const IGNORE_OPTIONS: OptionNames<IgnoreOptions> = { rule: true, reason: true, until: true };

/**
 * The checks of an app: the rules of `netfence check`, at every `app.synth()`.
 *
 * An app with a fence is checked automatically. Errors end the synthesis and show what, why, an example connection and the fix; warnings go
 * to stderr.
 */
export class Checks {
  /**
   * Sets how an app is checked.
   *
   * @param app the app
   * @param options how to check
   */
  public static configure(app: App, options: ChecksOptions = {}): void {
    if (typeof app?.node?.findAll !== 'function') fail('app-type', `checks are set for an \`App\`, got ${kindOf(app)}`, 'write `Checks.configure(app)`');
    checkOptions(options, '{ mode: CheckMode.WARN }', OPTIONS);
    const { mode, fences, cni } = options;
    const modes = Object.values(CheckMode);
    if (mode !== undefined && !modes.includes(mode)) fail('check-mode', `\`mode\` must be one of ${modes.join(', ')}, got ${show(mode)}`, 'write `CheckMode.WARN`');
    if (fences !== undefined && !modes.includes(fences)) fail('check-mode', `\`fences\` must be one of ${modes.join(', ')}, got ${show(fences)}`, 'write `CheckMode.WARN`');
    if (cni !== undefined) cniNamed(cni);
    if (options.rules !== undefined) givenRules(options.rules);
    appModelOf(app).configure({ ...options });
  }

  /**
   * Ignores a rule for everything that a construct, and those inside it, write.
   *
   * @param scope the construct
   * @param options what is ignored, and why
   */
  public static ignore(scope: IConstruct, options: IgnoreOptions): void {
    if (typeof scope?.node?.findAll !== 'function') fail('scope-type', `a rule is ignored for a construct, got ${kindOf(scope)}`, 'write `Checks.ignore(fence, …)`');
    checkOptions(options, '{ rule: \'half-open-edge\', reason: \'…\' }', IGNORE_OPTIONS);
    const model = appModelOf(scope);
    const { config, rules } = model.settings;
    model.ignore(scope, ignoreOf(options, scope.node.path, () => configuredBy(config, rules).own.map(({ id }) => id)));
  }

  private constructor() {}
}
