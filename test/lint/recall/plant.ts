import { runCheck } from '../../../src/analysis/questions/check/check';
import { readText } from '../../../src/analysis/session/read';
import { Random } from '../../diff/generate/random';
import type { Mistake } from './mistake';
import { Json, siteIn } from './site';

/** Whether a mistake at some place of a set is found; `undefined` where the set has no such place. */
export function isFound(mistake: Mistake, text: string, seed: number, stream: number): boolean | undefined {
  const site = siteIn(text, new Random(seed, stream));
  if (site === undefined) return undefined;
  mistake.around?.(site);
  const before = alarms(site.objects, mistake.cni);
  // after the mistake, which may be in the name
  const named = mistake.make(site);
  const subject = named ?? `NetworkPolicy ${site.namespace}/${site.policy.metadata.name}`;
  const rest = [...before];
  const fresh = alarms(site.objects, mistake.cni).filter((alarm) => {
    const at = rest.indexOf(alarm);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return mistake.found.some((rule) => fresh.some((alarm) => alarm.startsWith(`${rule} ${subject}`)));
}

/** A line for each error and warning: of the rules, and about what the input is. */
function alarms(objects: readonly Json[], cni?: string): string[] {
  const settings = { config: { levels: {}, ignores: [] }, today: '2026-01-01', ...(cni !== undefined && { cni }) };
  const { findings, problems } = runCheck(readText(objects.map((object) => JSON.stringify(object)).join('\n---\n'), 'planted.yaml'), settings);
  return [
    ...findings.filter(({ severity }) => severity !== 'info').map(({ rule, subject, field, message }) => `${rule} ${subject} ${field}: ${message}`),
    ...problems.map(({ code, message }) => `${code} ${message}`),
  ];
}
