import { clientOf } from '../../client';
import { instantOf } from '../../instant';
import type { ObservedFlow } from '../../observation';

const MAX_TEXTS = 20_000;
/** Longer lines hold requests, of which no two are alike. */
const MAX_LINE = 4096;
/** After so many lines, the search for known shapes stops if too few lines were known. */
const TRIAL = 20_000;
const LEAST_SHARE = 0.3;
/** Every so many characters one is looked at to find lines that may be alike, and so many of those are kept. */
const STRIDE = 5;
const MAX_ALIKE = 16;

/** What a line is about, but for its time, its name and its ports. */
interface Known {
  /** The text before, between and behind what differs. */
  readonly texts: readonly string[];
  readonly flow: ObservedFlow;
  readonly address: string | undefined;
}

/** Where the parts of a line begin and end that differ between packets of one connection. */
interface Cut {
  /** Pairs of places: time, name (empty where there is none), port of the source, port of the destination, time of the wrapper. */
  readonly at: readonly number[];
  readonly sourcePort: number;
  readonly port: number;
  /** Alike for lines of one shape, and for few others. */
  readonly hash: number;
}

/**
 * Remembers lines by what is left without time, name and ports: most lines of a record are one of few, and need not be parsed again. A
 * line that is cut wrongly is never remembered, for its ports must be those that the parser finds.
 */
export class KnownShapes {
  private readonly known = new Map<number, Known[]>();
  private size = 0;
  private pending?: { readonly line: string; readonly cut: Cut };
  private lines = 0;
  private found = 0;
  private isWorth = true;

  /** The flow of a line of a known shape. */
  public recall(line: string): ObservedFlow | undefined {
    this.pending = undefined;
    if (!this.isWorth || line.length > MAX_LINE) return undefined;
    if (++this.lines === TRIAL) {
      this.isWorth = this.found > LEAST_SHARE * TRIAL;
      [this.lines, this.found] = [0, 0];
    }
    const cut = cutOf(line);
    if (cut === undefined) return undefined;
    const known = this.known.get(cut.hash)?.find(({ texts }) => hasShape(line, cut, texts));
    if (known === undefined) {
      this.pending = { line, cut };
      return undefined;
    }
    this.found++;
    const { source, destination, protocol, family, reply, outcome, reason, arrived, weight } = known.flow;
    const { sourcePort, port } = cut;
    return {
      source,
      destination,
      protocol,
      port,
      sourcePort,
      family,
      reply,
      outcome,
      reason,
      arrived,
      time: instantOf(textOf(line, cut, 0)),
      weight,
      id: textOf(line, cut, 1),
      client: clientOf(known.address, sourcePort),
    };
  }

  /** Keeps what the parser made of the line that was not recalled last. */
  public keep(flow: ObservedFlow, address: string | undefined): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending?.cut.port !== flow.port || pending.cut.sourcePort !== flow.sourcePort || textOf(pending.line, pending.cut, 1) !== flow.id) return;
    if (this.size >= MAX_TEXTS) {
      this.known.clear();
      this.size = 0;
    }
    const { line, cut } = pending;
    const list = this.known.get(cut.hash) ?? [];
    if (list.length >= MAX_ALIKE) return;
    const places = [0, ...cut.at, line.length];
    // copies: a slice would keep the whole piece of the file in memory
    const texts = Array.from({ length: places.length / 2 }, (_, i) => Buffer.from(line.slice(places[2 * i], places[2 * i + 1])).toString());
    list.push({ texts, flow, address });
    this.known.set(cut.hash, list);
    this.size++;
  }
}

function textOf(line: string, { at }: Cut, part: number): string | undefined {
  return at[2 * part] === at[2 * part + 1] ? undefined : line.slice(at[2 * part], at[2 * part + 1]);
}

/** The longest text, behind the ports, says the most. */
function hasShape(line: string, { at }: Cut, texts: readonly string[]): boolean {
  for (let i = texts.length - 2; i >= 0; i--) {
    const start = i === 0 ? 0 : at[2 * i - 1];
    if (at[2 * i] - start !== texts[i].length || line.slice(start, at[2 * i]) !== texts[i]) return false;
  }
  return line.slice(at[at.length - 1]) === texts[texts.length - 1];
}

/** Cuts a line at the fields that Hubble writes first, in the middle and last; `undefined` where they are not there. */
function cutOf(line: string): Cut | undefined {
  const first = textAt(line, line.indexOf('"time":'), 7);
  if (first < 0 || first > 30) return undefined;
  const firstEnd = line.indexOf('"', first);
  const named = line.indexOf('"uuid":', firstEnd);
  const uuid = named < 0 || named > firstEnd + 4 ? firstEnd : textAt(line, named, 7);
  if (uuid < 0) return undefined;
  const uuidEnd = uuid === firstEnd ? firstEnd : line.indexOf('"', uuid);
  const sourceAt = line.indexOf('"source_port":', uuidEnd);
  if (sourceAt < 0) return undefined;
  const source = numberAt(line, sourceAt + 14);
  const portAt = line.indexOf('"destination_port":', source.end);
  if (source.value < 1 || portAt < 0 || portAt > source.end + 3) return undefined;
  const port = numberAt(line, portAt + 19);
  const lastAt = line.lastIndexOf('"time":');
  if (port.value < 1 || lastAt < port.end || lastAt < line.length - 60) return undefined;
  const last = textAt(line, lastAt, 7);
  const lastEnd = last < 0 ? -1 : line.indexOf('"', last);
  if (lastEnd < 0) return undefined;
  let hash = last - port.end;
  for (let i = port.end; i < last; i += STRIDE) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  const at = [first, firstEnd, uuid, uuidEnd, source.start, source.end, port.start, port.end, last, lastEnd];
  return { at, sourcePort: source.value, port: port.value, hash };
}

/** Where the text behind a key begins, an optional blank skipped. */
function textAt(line: string, at: number, length: number): number {
  if (at < 0) return -1;
  const value = line.charCodeAt(at + length) === 32 ? at + length + 1 : at + length;
  return line.charCodeAt(value) === 34 ? value + 1 : -1;
}

function numberAt(line: string, at: number): { readonly start: number; readonly end: number; readonly value: number } {
  const start = line.charCodeAt(at) === 32 ? at + 1 : at;
  let end = start;
  let value = 0;
  for (; end < start + 6; end++) {
    const digit = line.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
  }
  return { start, end, value: end === start || value > 65_535 ? -1 : value };
}
