import { fail, withFix } from '../../errors';
import { loadText } from '../../load';
import type { SourceDocument } from '../../load';
import { readBytes } from '../../files/read-files';
import type { FieldPath } from '../../model';
import { IpSet, TrafficSet } from '../../sets';
import { ExceptionSpec, checkId, parseTraffic, Statement } from './statement';
import { addressesOf } from './ends';
import { Field, Fault } from './field';
import { readEnds } from './file-ends';
import { readyMade } from './ready-made';

const LARGEST = 2 ** 26;

/** What a file of invariants says. */
export interface InvariantFile {
  readonly statements: readonly Statement[];
  /** Where pods get their addresses; empty where the file does not tell. */
  readonly podRanges: IpSet;
}

/**
 * Reads a file of invariants.
 *
 * @throws with the place of every fault; `file` names the text in messages
 */
export function readInvariants(text: string, file: string): InvariantFile {
  const { documents, problems } = loadText(text, file);
  if (problems.length > 0) fail('broken-invariants', problems.map(({ position, message, fix }) => `${position!.file}:${position!.line}:${position!.column}: ${withFix(message, fix)}`).join('; '));
  if (documents.length === 0) fail('broken-invariants', `${file}: there is no invariant in the file; write \`invariants:\` with a list`);
  const faults: Fault[] = [];
  const files = documents.map((document) => readDocument(document, faults));
  const ids = new Map<string, Statement>();
  for (const statement of files.flatMap(({ statements }) => statements)) {
    if (ids.has(statement.id)) faults.push({ position: statement.position!, message: `two invariants are called \`${statement.id}\`; rename one of them` });
    ids.set(statement.id, statement);
  }
  if (faults.length > 0) fail('broken-invariants', faults.map(({ position, message }) => `${position!.file}:${position!.line}:${position!.column}: ${message}`).join('; '));
  return {
    statements: files.flatMap(({ statements }) => statements),
    podRanges: files.reduce((set, { podRanges }) => set.union(podRanges), IpSet.NONE),
  };
}

/** Reads the file itself, too. */
export function readInvariantFile(file: string): InvariantFile {
  let text: string;
  try {
    text = readBytes(file, LARGEST).toString('utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    return fail('no-such-path', `cannot read the invariants \`${file}\` (${code ?? 'unknown'}); ${code === 'EISDIR' ? 'name a file, not a folder' : 'correct the path'}`);
  }
  return readInvariants(text, file);
}

function readDocument(document: SourceDocument, faults: Fault[]): InvariantFile {
  const at = (path: FieldPath) => document.position(path);
  const top = new Field(document.value, [], at, faults);
  const fields = top.object(['invariants', 'podRanges']);
  const ranges = fields.podRanges;
  const podRanges = ranges?.attempt(() => addressesOf(ranges.isList() ? ranges.texts() : [ranges.text()])) ?? IpSet.NONE;
  if (fields.invariants === undefined) {
    top.fault('there is no `invariants`; write a list of them');
    return { statements: [], podRanges };
  }
  return { statements: fields.invariants.items().flatMap((item) => readStatement(item) ?? []), podRanges };
}

const DEMANDS = ['never', 'always', 'isolated'] as const;

function readStatement(field: Field): Statement | undefined {
  const fields = field.object(['id', 'reason', 'use', 'namespace', 'labels', 'except', ...DEMANDS]);
  const given = DEMANDS.filter((demand) => fields[demand] !== undefined);
  if (given.length + (fields.use === undefined ? 0 : 1) !== 1) {
    field.fault('an invariant says one thing: `never`, `always`, `isolated`, or the name of a ready-made one with `use`; write just one of them');
    return undefined;
  }
  const except = (fields.except?.items() ?? []).flatMap((item) => readException(item) ?? []);
  const id = fields.id?.text();
  const common = { except, position: field.position(), ...(fields.reason !== undefined && { reason: fields.reason.text() }) };
  if (fields.use !== undefined) {
    const namespace = fields.namespace?.text();
    const labels = fields.labels?.labels();
    const subject = { ...(namespace !== undefined && { namespace }), ...(labels !== undefined && { labels }) };
    const made = fields.use.attempt(() => readyMade(fields.use!.text(), subject));
    const own = id === undefined ? made?.id : fields.id!.attempt(() => checkId(id));
    return made === undefined || own === undefined ? undefined : { ...made, ...common, id: own };
  }
  for (const name of ['namespace', 'labels'] as const) fields[name]?.fault(`\`${name}\` belongs to \`use\`; say who is meant under \`from\` and \`to\``);
  if (id === undefined) field.fault('the invariant has no `id`; give it a name in lower case, such as `pci-is-closed`');
  const checked = id === undefined ? undefined : fields.id!.attempt(() => checkId(id));
  const [demand] = given;
  if (demand === 'isolated') fields.except?.fault('`isolated` has no exceptions; say which pods are meant under `pods`');
  const body = demand === 'isolated' ? readIsolated(fields.isolated!) : readDemand(fields[demand]!);
  return checked === undefined || body === undefined ? undefined : { id: checked, demand, ...common, ...body };
}

function readDemand(field: Field): Pick<Statement, 'from' | 'to' | 'traffic'> | undefined {
  const { from, to, traffic } = field.object(['from', 'to', 'traffic']);
  if (from === undefined && to === undefined) field.fault('neither `from` nor `to` is given; name at least one of the ends');
  return { from: from && readEnds(from), to: to && readEnds(to), traffic: trafficOf(traffic) };
}

function readIsolated(field: Field): Pick<Statement, 'from' | 'to' | 'traffic' | 'directions'> {
  const { pods, directions } = field.object(['pods', 'directions']);
  const named = directions?.texts() ?? ['ingress', 'egress'];
  const known = (['ingress', 'egress'] as const).filter((direction) => named.includes(direction));
  if (known.length !== named.length || known.length === 0) directions?.fault('directions are `ingress`, `egress` or both, each once; correct the list');
  return { from: pods && readEnds(pods), to: undefined, traffic: TrafficSet.ALL, directions: known };
}

function readException(field: Field): ExceptionSpec | undefined {
  const { from, to, traffic } = field.object(['from', 'to', 'traffic']);
  if (from === undefined && to === undefined && traffic === undefined) {
    field.fault('the exception is empty, so the invariant would say nothing; name `from`, `to` or `traffic`');
    return undefined;
  }
  return { from: from && readEnds(from), to: to && readEnds(to), traffic: trafficOf(traffic) };
}

function trafficOf(field: Field | undefined): TrafficSet {
  return field?.attempt(() => parseTraffic(field.texts())) ?? TrafficSet.ALL;
}
