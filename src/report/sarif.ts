import { escapeLinks, escapeText, inertJson } from '../text/escape';

/** GitHub shows no more of one run. */
export const MAX_RESULTS = 5000;

export type SarifLevel = 'error' | 'warning' | 'note';

/** Where something stands; a position without a line is the whole file. */
export interface SarifPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface SarifRule {
  readonly id: string;
  readonly level: SarifLevel;
  readonly summary: string;
  readonly description?: string;
  readonly page?: string;
}

export interface SarifResult {
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  /** May have several lines. */
  readonly message: string;
  readonly place?: SarifPlace;
  /** Names of what it is about, with their kinds. */
  readonly logical?: readonly { readonly name: string; readonly kind: string }[];
  readonly related?: readonly { readonly place: SarifPlace; readonly message: string }[];
  readonly fingerprint: string;
}

/** What the tool itself has to say. */
export interface SarifNotification {
  readonly level: SarifLevel;
  readonly code?: string;
  readonly message: string;
  readonly place?: SarifPlace;
}

/** One run, its texts as they are: the form escapes them. */
export interface SarifRun<T> {
  readonly version: string;
  readonly rules: readonly SarifRule[];
  readonly understood: boolean;
  readonly notifications?: readonly SarifNotification[];
  /** What the results are about, the worst first. */
  readonly items: readonly T[];
  readonly resultOf: (item: T) => SarifResult;
  /** What the items are, for the notification that some are left out. */
  readonly nouns: string;
}

/**
 * SARIF 2.1.0, at most `MAX_RESULTS` results; a cut is a notification of the run.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function* renderSarifRun<T>({ version, rules, understood, notifications = [], items, resultOf, nouns }: SarifRun<T>): Generator<string> {
  const shown = items.slice(0, MAX_RESULTS);
  const cut: SarifNotification[] = items.length === shown.length ? []
    : [{ level: 'warning', message: `${items.length - shown.length} of ${items.length} ${nouns} are left out: only the worst ${MAX_RESULTS} are listed` }];
  const said = [...cut, ...notifications.slice(0, MAX_RESULTS)].map(notificationOf);
  const driver = { name: 'netfence', version, informationUri: 'https://github.com/cdk8s-netfence/cdk8s-netfence', rules: rules.map(descriptorOf) };
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n';
  yield `"tool":${inertJson({ driver })},\n`;
  yield `"invocations":${inertJson([{ executionSuccessful: understood, toolExecutionNotifications: said }])},\n`;
  yield '"columnKind":"utf16CodeUnits","results":[';
  for (const [i, item] of shown.entries()) yield `${i === 0 ? '\n' : ',\n'}${inertJson(resultJson(resultOf(item), rules))}`;
  yield '\n]}]}\n';
}

function notificationOf({ level, code, message, place }: SarifNotification) {
  return {
    level,
    ...(code !== undefined && { descriptor: { id: code } }),
    message: { text: escapeLinks(message) },
    ...(place && { locations: [locationOf(place)] }),
  };
}

function descriptorOf({ id, level, summary, description, page }: SarifRule) {
  return {
    id,
    shortDescription: { text: escapeLinks(summary) },
    ...(description !== undefined && { fullDescription: { text: escapeLinks(description) } }),
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level },
  };
}

function resultJson({ ruleIndex, level, message, place, logical = [], related = [], fingerprint }: SarifResult, rules: readonly SarifRule[]) {
  const named = logical.map(({ name, kind }) => ({ fullyQualifiedName: escapeLinks(name), kind }));
  const first = { ...(place && locationOf(place)), ...(named.length > 0 && { logicalLocations: named }) };
  const others = related.map((one, i) => ({ ...locationOf(one.place), id: i + 1, message: { text: escapeLinks(one.message) } }));
  return {
    ruleId: rules[ruleIndex].id,
    ruleIndex,
    level,
    // line ends are the only controls that are meant
    message: { text: message.split('\n').map(escapeLinks).join('\n') },
    ...((place !== undefined || named.length > 0) && { locations: [first] }),
    ...(others.length > 0 && { relatedLocations: others }),
    partialFingerprints: { 'netfence/v1': fingerprint },
  };
}

function locationOf({ file, line, column }: SarifPlace) {
  const uri = file === '-' ? 'stdin' : uriOf(file);
  const base = /^[a-z]+:/.test(uri) ? {} : { uriBaseId: '%SRCROOT%' };
  const region = line === undefined ? {} : { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } };
  return { physicalLocation: { artifactLocation: { uri, ...base }, ...region } };
}

/** A relative reference; a path from the root is a file address. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '').split('/').map((step) => encodeURIComponent(escapeText(step))).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
