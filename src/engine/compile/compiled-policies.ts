import type { Direction, Policy } from '../../model';
import { applyDeviations } from './cni-deviations';
import type { Applicable, RuleOp } from './program';
import { CompiledRule, compileRule, RuleContext } from './rules';
import { Subjects, subjectsOf } from './subjects';

/** Compiled rules are kept for so many policies; then all are forgotten, and those that are needed again worked out again. */
const MAX_COMPILED = 20_000;

/** The policies of an engine with their subjects, and their rules once they are asked for. */
export class CompiledPolicies {
  public readonly subjects: Subjects[];
  private readonly policies: Policy[];
  private readonly compiled: (Partial<Record<Direction, Applicable>> | undefined)[];
  private compiledCount = 0;

  public constructor(policies: readonly Policy[], private readonly context: RuleContext) {
    this.policies = [...policies];
    this.subjects = policies.map((policy) => this.subjectsOf(policy));
    this.compiled = policies.map(() => undefined);
  }

  /** The policy of a number. */
  public policy(p: number): Policy {
    return this.policies[p];
  }

  /** Puts another policy in the place of one. */
  public replace(p: number, policy: Policy): void {
    this.policies[p] = policy;
    this.subjects[p] = this.subjectsOf(policy);
    this.compiled[p] = undefined;
  }

  /** A policy with its rules compiled, for the classes that it surely selects. */
  public applicable(p: number, direction: Direction): Applicable {
    const policy = this.policies[p];
    const known = this.compiled[p]?.[direction];
    if (known !== undefined) return known;
    const rules: CompiledRule[] = [];
    for (const rule of policy.rules) {
      if (rule.direction !== direction) continue;
      rules.push(...applyDeviations(policy, compileRule(policy, rule, this.context), this.subjects[p].sure, this.context));
    }
    const instructions = rules.map((rule): RuleOp => ({ type: 'rule', rule, sure: true, policy }));
    if (this.compiledCount++ >= MAX_COMPILED) {
      this.compiled.fill(undefined);
      this.compiledCount = 0;
    }
    const onlyAllows = rules.every(({ action }) => action === 'allow');
    return ((this.compiled[p] ??= {})[direction] = { policy, rules, instructions, onlyAllows, sure: true });
  }

  private subjectsOf(policy: Policy): Subjects {
    const { classes, matcher, profile } = this.context;
    return subjectsOf(policy, matcher.select(policy.subject), classes, profile);
  }
}
