import { describe } from '../../../dialects';
import type { Mistake } from '../../../errors';
import { INTERNAL_ERROR, LintRule, Report, RULES } from '../../../lint';
import { Origin, parsePath, SEVERITIES, Severity, Witness } from '../../../model';
import { Cni, enforcementOf } from '../../../profiles';
import { parseAddress } from '../../../sets';
import { findEnd, NamedEnd } from '../../ends/ends';
import { answer } from '../../ends/answer';
import { parsePacket } from '../../ends/packets';
import { Verdict } from '../../../results/reachability';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { ABOUT_IGNORES } from './ignores';
import type { OwnRule, OwnRuleInput } from './own-rule';

const PAGE = 'https://github.com/cdk8s-netfence/cdk8s-netfence/blob/main/docs/your-own-rules.md';
const BUILT_IN: ReadonlySet<string> = new Set([...RULES.map(({ id }) => id), INTERNAL_ERROR, ...ABOUT_IGNORES]);

/** What is wrong with a value that should be a rule; `others` are the ids that are taken beside the built-in ones. */
export function ruleMistake(value: unknown, others: ReadonlySet<string>): Mistake | undefined {
  if (typeof value !== 'object' || value === null) return { what: `is no rule, got ${value === null ? 'null' : typeof value}`, fix: 'a rule has `id`, `severity`, `summary`, `why` and `check`' };
  const { id, severity, summary, why, page, check } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    return { what: `has no usable \`id\`, got \`${String(id)}\``, fix: 'write small letters, digits and dashes, as in `org-no-shared-database`' };
  }
  if (BUILT_IN.has(id)) return { what: `takes the id \`${id}\` of a built-in rule`, fix: `choose another, such as \`org-${id}\`` };
  if (others.has(id)) return { what: `takes the id \`${id}\` of another rule`, fix: 'choose another' };
  if (!SEVERITIES.includes(severity as Severity)) return { what: `\`${id}\` needs a \`severity\` out of ${SEVERITIES.join(', ')}, got \`${String(severity)}\``, fix: 'write one of them' };
  for (const [name, text] of [['summary', summary], ['why', why]]) {
    if (typeof text !== 'string' || text.trim() === '') return { what: `\`${id}\` has no \`${String(name)}\``, fix: 'write a text' };
  }
  if (page !== undefined && !(typeof page === 'string' && /^https?:\/\/[^\s()<>[\]"'|\\]+$/.test(page))) {
    return { what: `\`${id}\` has a \`page\` that is no address, got \`${String(page)}\``, fix: 'write `https://…`' };
  }
  return typeof check === 'function' ? undefined : { what: `\`${id}\` has no method \`check\``, fix: 'write `check(input) { return []; }`' };
}

/** The rules of netfence, and rules of users, which ask an analysis that judges as the network plugin enforces policies. */
export function rulesWith(builtIn: readonly LintRule[], own: readonly OwnRule[], session: AnalysisSession, cni?: Cni): readonly LintRule[] {
  if (own.length === 0) return builtIn;
  return [...builtIn, ...lintRulesOf(own, cni === undefined ? session : session.withProfile(enforcementOf(cni)), cni?.name)];
}

/** Rules of users in the form of the built-in ones. The analysis that they ask is created when the first of them runs. */
function lintRulesOf(rules: readonly OwnRule[], session: AnalysisSession, cni: string | undefined): LintRule[] {
  let input: OwnRuleInput | undefined;
  let origins: ReadonlyMap<string, Origin> | undefined;
  const objects = () => describe(session.source.manifests, session.source.defaultNamespace);
  const inputOf = (): OwnRuleInput => (input ??= { session, objects: objects(), ...(cni !== undefined && { cni }) });
  const originOf = (label: string) => (origins ??= new Map(objects().map(({ origin }) => [origin.label, origin]))).get(label);
  return rules.map((rule) => ({
    id: rule.id,
    severity: rule.severity as Severity,
    edge: false,
    summary: rule.summary,
    why: rule.why,
    page: rule.page ?? PAGE,
    check: () => {
      const found: unknown = rule.check(inputOf());
      if (!Array.isArray(found)) throw new Error(`it gave back ${typeof (found as { then?: unknown } | undefined)?.then === 'function' ? 'a promise' : `${typeof found}`}, not a list of findings`);
      return found.map((finding: unknown, i) => reportOf(checked(finding, i), session, originOf));
    },
  }));
}

/** A finding as such a rule returns it. */
interface OwnFinding {
  readonly message: string;
  readonly fix: string;
  readonly object?: string;
  readonly field?: string;
  readonly severity?: Severity;
  readonly witness?: { readonly source: string; readonly destination: string; readonly traffic: string };
}

function checked(finding: unknown, i: number): OwnFinding {
  if (typeof finding !== 'object' || finding === null) throw new Error(`its finding ${i + 1} is no object`);
  const { message, fix, object, field, severity } = finding as Readonly<Record<string, unknown>>;
  for (const [name, text, wanted] of [['message', message, true], ['fix', fix, true], ['object', object, false], ['field', field, false]] as const) {
    if (wanted || text !== undefined) if (typeof text !== 'string' || text.trim() === '') throw new Error(`its finding ${i + 1} has no usable \`${name}\``);
  }
  if (severity !== undefined && !SEVERITIES.includes(severity as Severity)) throw new Error(`its finding ${i + 1} has a \`severity\` out of ${SEVERITIES.join(', ')}, got \`${String(severity)}\``);
  return finding as OwnFinding;
}

type OriginOf = (label: string) => Origin | undefined;

function reportOf({ message, fix, object, field, severity, witness }: OwnFinding, session: AnalysisSession, originOf: OriginOf): Report {
  const origin = object === undefined ? undefined : originOf(object);
  return {
    message,
    fix,
    subject: object ?? 'cluster',
    path: field === undefined ? [] : parsePath(field),
    ...(severity !== undefined && { severity }),
    ...(origin && { origin }),
    ...(witness && { witness: witnessOf(witness, session) }),
  };
}

/** The connection with the verdict of the engine. */
function witnessOf({ source, destination, traffic }: NonNullable<OwnFinding['witness']>, session: AnalysisSession): Witness {
  const [from, to] = [findEnd(session, source), findEnd(session, destination)];
  if (from.address !== undefined && to.address !== undefined) throw new Error(`its witness is from \`${from.label}\` to \`${to.label}\`, both outside, which no policy is about`);
  const packet = parsePacket(traffic);
  const { verdict } = answer(session, { source: from, destination: to, ...packet });
  if (verdict === Verdict.UNKNOWN) throw new Error(`its witness \`${from.label}\` to \`${to.label}\`, ${packet.protocol} ${packet.port}, is unknown, so it shows nothing`);
  return { source: endOf(from, session), destination: endOf(to, session), ...packet, verdict };
}

function endOf({ label, positions, address }: NamedEnd, session: AnalysisSession): Witness['source'] {
  if (address !== undefined) return { label, address: parseAddress(label)! };
  const workload = session.decoded.cluster.workloads[positions[0]];
  return { label: workloadLabel(workload), workload };
}
