import { BOTH, DIRECTIONS, familiesOf } from '../../model';
import type { Direction, Families, Policy, RulePeer } from '../../model';
import type { Enforcement } from '../../profiles';
import { appliesTo, isolates } from './applies-to';
import { applyDeviations } from './cni-deviations';
import { withoutRivals } from './languages';
import type { Applicable, RuleOp } from './program';
import type { RuleContext } from './resolve-peers';
import { CompiledRule, compileRule, isOf } from './rules';
import { isEmpty } from './class-list';
import type { Classes } from './classes';
import type { ClassFamilies } from './families';
import { applicationOf, Subjects, subjectsOf } from './subjects';
import { TrafficTable } from './traffic-table';

/** The number of the context of one family. */
const FAMILIES = { 4: 1, 6: 2 } as const;

/** For how many policies compiled rules are kept; then all are dropped, and compiled again where they are needed. */
const MAX_COMPILED = 20_000;

const NO_NUMBERS: readonly number[] = [];

/** The policies of an engine with their subjects; their rules are compiled when they are asked for. Numbers are positions in the input. */
export class CompiledPolicies {
  /** Number of a policy → its subjects. */
  public readonly subjects: Subjects[];
  private readonly policies: Policy[];
  /** By families, and then by policy; of families that no subject has, there is no list. */
  private compiled: Readonly<Record<Direction, ((Applicable | undefined)[] | undefined)[]>> = { ingress: [], egress: [] };
  private compiledCount = 0;
  /** Number of a policy → whether it has rules in each direction that are not of all of its subjects. */
  private readonly withOwn: Readonly<Record<Direction, boolean[]>>;
  /** Whether it depends on labels that are not known that some policy applies to some class. */
  private depends = false;
  private shares?: boolean;

  private readonly context: RuleContext;

  /** `contexts`: by the families of the subject. */
  public constructor(policies: readonly Policy[], private readonly contexts: readonly RuleContext[]) {
    this.context = contexts[0];
    this.policies = [...policies];
    this.subjects = policies.map((policy) => this.subjectsOf(policy));
    this.withOwn = { ingress: policies.map((policy) => hasOwn(policy, 'ingress')), egress: policies.map((policy) => hasOwn(policy, 'egress')) };
  }

  /** The policy of a number. */
  public policy(p: number): Policy {
    return this.policies[p];
  }

  /** Puts another policy in the place of one. */
  public replace(p: number, policy: Policy): void {
    this.policies[p] = policy;
    this.subjects[p] = this.subjectsOf(policy);
    for (const direction of DIRECTIONS) {
      for (const ofFamilies of this.compiled[direction]) if (ofFamilies !== undefined) ofFamilies[p] = undefined;
      this.withOwn[direction][p] = hasOwn(policy, direction);
    }
  }

  /** How some policies apply to a class. */
  public applications(numbers: readonly number[], classId: number): Pick<Applicable, 'policy' | 'applies'>[] {
    return numbers.map((p) => ({ policy: this.policies[p], applies: applicationOf(this.subjects[p], classId) }));
  }

  /** A policy with its rules of one direction compiled, for classes of some families that it definitely selects. */
  public applicable(p: number, direction: Direction, families: Families): Applicable {
    const known = this.compiled[direction][families]?.[p];
    if (known !== undefined) return known;
    const alike = this.isSameForBoth(p, direction, families) ? BOTH : families;
    const applicable = this.compiled[direction][alike]?.[p] ?? this.compile(p, direction, alike);
    this.keep(p, direction, families, applicable);
    return applicable;
  }

  /** The lists have their whole length from the beginning: one that is filled from the middle would be a hash table. */
  private keep(p: number, direction: Direction, families: Families, applicable: Applicable): void {
    const list = (this.compiled[direction][families] ??= new Array<Applicable | undefined>(this.policies.length));
    list[p] = applicable;
  }

  private compile(p: number, direction: Direction, families: Families): Applicable {
    const policy = this.policies[p];
    const rules: CompiledRule[] = [];
    const ops: RuleOp[] = [];
    const isUnsure = mayFail(policy, this.context.profile);
    const context = this.contexts[families];
    let onlyAllows = true;
    for (const rule of policy.rules) {
      if (rule.direction !== direction) continue;
      const own = rule.family && this.contexts[FAMILIES[rule.family]];
      for (const compiledRule of applyDeviations(policy, compileRule(policy, rule, context, own), this.subjects[p].definite, context)) {
        rules.push(compiledRule);
        // the names of ports of such a policy were seen to mean ports of other pods
        const anyPort = isUnsure && compiledRule.named.length > 0 ? { ...compiledRule, fixed: TrafficTable.ALL, named: [] } : compiledRule;
        ops.push({ type: 'rule', rule: anyPort, definite: rule.partly === undefined && !isUnsure, policy });
        onlyAllows &&= compiledRule.action === 'allow';
      }
    }
    if (this.compiledCount++ >= MAX_COMPILED) {
      this.compiled = { ingress: [], egress: [] };
      this.compiledCount = 0;
    }
    const isIsolating = isolates(policy, direction, this.context.profile);
    const policesOwnNode = direction === 'egress' && (policy.policesOwnNode === true || this.context.profile.ownNode === 'policed');
    const sparesOwnNode = direction === 'ingress' && policy.sparesOwnNode === true;
    const applicable: Applicable = { policy, rules, ops, onlyAllows, isolates: isIsolating, policesOwnNode, sparesOwnNode, applies: 'definite' };
    this.keep(p, direction, families, applicable);
    return applicable;
  }

  /**
   * Whether a policy means the same to a subject of these families as to one of both: no block of it has addresses of the other family, and
   * no pod is known to have addresses of both, one inside a block and one outside. Not asked where all pods have the same families.
   * INVARIANT: it is compiled to the same; test/engine/compile/compiled-policies.test.ts.
   */
  public isSameForBoth(p: number, direction: Direction, families: Families): boolean {
    if ((families !== FAMILIES[4] && families !== FAMILIES[6]) || this.context.profile.exceptCutsWholeRule) return false;
    this.shares ??= haveSomeOneFamily(this.context.classes);
    if (!this.shares) return false;
    for (const { direction: of, peers, own } of this.policies[p].rules) {
      if (of === direction && !(areWithin(peers, families) && areWithin(own, families))) return false;
    }
    return true;
  }

  /** Some policies as they apply to a class of these families. */
  public allApplicable(numbers: readonly number[], direction: Direction, families: Families, classId: number): Applicable[] {
    const found = new Array<Applicable>(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const applicable = this.applicableTo(numbers[i], direction, families, classId);
      const applies = applicationOf(this.subjects[numbers[i]], classId);
      found[i] = applies === 'definite' ? applicable : { ...applicable, applies };
    }
    return found;
  }

  /** The rules that are of the class: a policy may have some that are not of all of its subjects. */
  private applicableTo(p: number, direction: Direction, families: Families, classId: number): Applicable {
    const all = this.applicable(p, direction, families);
    if (!this.withOwn[direction][p]) return all;
    const ops = all.ops.flatMap((op): RuleOp[] => {
      const match = isOf(op.rule, classId);
      return match === 'no' ? [] : [match === 'definite' ? op : { ...op, definite: false }];
    });
    return { ...all, ops, rules: ops.map(({ rule }) => rule), onlyAllows: ops.every(({ rule }) => rule.action === 'allow') };
  }

  /**
   * What tells a text of which rules of policies are of a class: equal for classes of which the same rules are. Empty where all rules are of all
   * subjects.
   */
  public ownRules(direction: Direction, families: ClassFamilies): (classId: number, list: readonly number[]) => string {
    const withOwn = this.withOwn[direction];
    return (classId, list) => {
      let text = '';
      for (const p of list) {
        if (!withOwn[p]) continue;
        text += `|${this.applicable(p, direction, families.of(classId)).rules.map((rule) => isOf(rule, classId)[0]).join('')}`;
      }
      return text;
    };
  }

  /** Those of some policies of which it depends on labels that are not known whether they apply to a class. */
  public possible(numbers: readonly number[], classId: number): readonly number[] {
    return this.depends ? numbers.filter((p) => applicationOf(this.subjects[p], classId) === 'possible') : NO_NUMBERS;
  }

  /** The policies that may select a pod of which nothing but its families is known; those that select every pod do. */
  public ofAnyPod(direction: Direction, families: Families): Applicable[] {
    return withoutRivals(this.policies.flatMap((policy, p) => {
      if (!appliesTo(policy, direction, this.context.profile)) return [];
      const { namespaces, pods } = policy.subject;
      const everyPod = 'labels' in namespaces && namespaces.labels.isEverything() && pods.isEverything();
      return [{ ...ofUnknown(this.applicable(p, direction, families)), applies: everyPod ? 'definite' : 'possible' }];
    }));
  }

  private subjectsOf(policy: Policy): Subjects {
    const { classes, matcher, profile } = this.context;
    const subjects = subjectsOf(policy, matcher.select(policy.subject), classes, profile);
    this.depends ||= !isEmpty(subjects.possible);
    return subjects;
  }
}

function hasOwn({ rules }: Policy, direction: Direction): boolean {
  for (let i = 0; i < rules.length; i++) if (rules[i].own !== undefined && rules[i].direction === direction) return true;
  return false;
}

/** Whether some pods have addresses of one family, some may have any, and none has addresses of both. */
function haveSomeOneFamily({ example }: Classes): boolean {
  let [one, unknown] = [false, false];
  for (const { addresses } of example) {
    if (addresses.length === 0) unknown = true;
    else if (familiesOf(addresses) === BOTH) return false;
    else one = true;
  }
  return one && unknown;
}

/** Whether no block that may mean pods has addresses of another family. */
function areWithin(peers: readonly RulePeer[] | undefined, families: Families): boolean {
  if (peers === undefined) return true;
  for (const peer of peers) {
    if (peer.type === 'all-of') return false;
    if (peer.type !== 'addresses' || peer.pods === 'never') continue;
    const { v4, v6 } = peer.addresses;
    if (!(families === FAMILIES[4] ? v6 : v4).isEmpty()) return false;
  }
  return true;
}

/** Of a pod of which nothing is known, a rule that is not of all subjects may be. */
function ofUnknown(applicable: Applicable): Applicable {
  if (applicable.rules.every(({ own }) => own === undefined)) return applicable;
  return { ...applicable, ops: applicable.ops.map((op) => (op.rule.own === undefined ? op : { ...op, definite: false })) };
}

/** Whether an agent may do without some of the rules of a policy. */
function mayFail({ stage, rules }: Policy, { baselinePass }: Enforcement): boolean {
  return baselinePass === 'unreliable' && stage.isBaseline === true && rules.some(({ action }) => action === 'pass');
}
