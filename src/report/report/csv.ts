import type { Report } from '../../results/report';
import type { RuleEnd } from '../../results/report-register';
import { escapeCsv } from '../../text/escape';
import { endText, trafficText } from './words';

const COLUMNS = [
  'policy', 'direction', 'action', 'source', 'sourcePods', 'sourcePodsPossible',
  'destination', 'destinationPods', 'destinationPodsPossible', 'traffic',
  'file', 'line', 'field', 'reason', 'owner', 'since', 'insecure', 'records', 'lastSeen', 'unclear',
];

/** The register, a rule a line. */
export function* renderRegisterCsv({ register: { rules } }: Report): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (const rule of rules) {
    const { policy, direction, action, source, destination, field, insecure, use } = rule;
    const { file = '', line, reason = '', owner = '', since = '', unclear = '' } = rule;
    const cells = [
      policy, direction, action, endText(source), ...counts(source), endText(destination), ...counts(destination), trafficText(rule),
      file, String(line ?? ''), field, reason, owner, since, insecure.join('; '), String(use?.records ?? ''), use?.last ?? '', unclear,
    ];
    yield `${cells.map(escapeCsv).join(',')}\n`;
  }
}

/** Definite and possible pods; empty where an end means none by their labels. */
function counts({ pods, count, possible }: RuleEnd): string[] {
  return pods.length === 0 ? ['', ''] : [String(count), String(possible)];
}
