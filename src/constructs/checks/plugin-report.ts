import { check as runCheck, configuredBy, Level, provenances, readPaths, StatedRule } from '../../analysis';
import { withFix } from '../../errors';
import { Analysis } from '../../facade/analysis';
import { ownRules } from '../../facade/own-rules';
import { escapeLog } from '../../text/escape';
import { messageOf, pageOf } from '../../report/findings/finding';
import type { CheckFinding, CheckResult } from '../../results/check';

/** What the command line of cdk8s calls a violation. */
interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: { resourceName: string; locations: string[]; manifestPath: string }[];
}

/** The findings about the manifests of an app, for a plugin. */
interface PluginReport {
  readonly report: CheckResult;
  readonly violations: readonly Violation[];
  /** The level of the configuration from which findings fail. */
  readonly level?: Level;
  /** Construct paths by the names of resources that the violations use. */
  readonly constructs: ReadonlyMap<string, string>;
}

/** How the plugin checks. */
interface PluginSettings {
  readonly cni?: string;
  readonly config?: string;
  /** Rules that are not part of netfence. */
  readonly rules?: readonly StatedRule[];
  readonly today: string;
  /** Construct paths by the names of objects alone, as cdk8s records them. */
  readonly constructOf: (name: string) => string | undefined;
}

/** Checks the manifests that an app has written. */
export function pluginReport(manifests: readonly string[], settings: PluginSettings): PluginReport {
  const { cni, config: file, rules: given, today, constructOf } = settings;
  const { own, ...configured } = configuredBy(file, given);
  const session = readPaths(manifests, { ...(configured.config.facts && { facts: configured.config.facts }) });
  const rules = ownRules(own, Analysis._of);
  const found = runCheck(session, { ...configured, own: rules, today, provenanceOf: provenances(), ...(cni !== undefined && { cni }) });
  // a YAML file without objects is what an empty chart is written to
  const report = { ...found, problems: found.problems.filter(({ code }) => code !== 'no-manifests') };
  const names = new Map<string, number>();
  for (const { value } of session.source.manifests) {
    const name = String((value as { metadata?: { name?: unknown } } | null)?.metadata?.name);
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const constructs = new Map<string, string>();
  for (const { subject, construct } of report.findings) {
    const name = subject.replace(/^.*[ /]/, '');
    // where two objects have the name, the recorded path may belong to the other one
    const path = construct ?? (names.get(name) === 1 ? constructOf(name) : undefined);
    if (path !== undefined) constructs.set(subject, path);
  }
  const { failOn: level } = configured.config;
  return { report, violations: [...misread(report), ...grouped(report.findings)], constructs, ...(level && { level }) };
}

/** Input that was not understood: what is not found proves nothing. */
function misread({ problems }: CheckResult): Violation[] {
  return problems.filter(({ isError }) => isError).map(({ code, message, fix, position }) => ({
    ruleName: code,
    recommendation: 'not understood, so what is not found proves nothing',
    fix: escapeLog(withFix(message, fix)),
    violatingResources: [{ resourceName: 'input', locations: [position === undefined ? '' : `line ${position.line}`], manifestPath: escapeLog(position?.file ?? '') }],
  }));
}

/** One violation for all findings of a rule that have the same fix. */
function grouped(findings: readonly CheckFinding[]): Violation[] {
  const groups = new Map<string, Violation>();
  for (const finding of findings) {
    const { rule, severity, why, fix, subject, place } = finding;
    const key = `${rule}\n${fix}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { ruleName: rule, recommendation: escapeLog(`(${severity}) ${why}; see ${pageOf(finding)}`), fix: escapeLog(fix), violatingResources: [] };
      groups.set(key, group);
    }
    group.violatingResources.push({ resourceName: escapeLog(subject), locations: [locationOf(finding)], manifestPath: escapeLog(place?.file ?? '') });
  }
  return [...groups.values()];
}

function locationOf(finding: CheckFinding): string {
  const { field, witness, place, source } = finding;
  const where = [
    ...(field === '' ? [] : [field]),
    ...(place === undefined ? [] : [`line ${place.line}`]),
    ...(source === undefined ? [] : [`${source.file}:${source.line}`]),
  ].join(', ');
  return escapeLog(`${where}: ${messageOf(finding)}${witness === undefined ? '' : `; witness: ${witness}`}`);
}
