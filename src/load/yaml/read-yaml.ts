import type { Problem } from '../../model';
import type { Limits } from '../document';
import { DocumentFault } from '../fault';
import { readJson } from '../json/exact';
import { cutJson, skipBlanks } from '../json/scan';
import { faultProblem, problem, type Loaded, type LoadedFile } from '../loaded';
import type { Mark } from '../marks';
import { printable } from '../../text/quote';
import type { DocumentOrigin, TextSource } from '../source';
import { BYTE_ORDER_MARK, splitDocuments, type Chunk } from './split-documents';
import { LEFT_SUBSET } from './cursor';
import { END_MARK } from './events';
import { YamlReader } from './reader';
import { readTree, type Tree } from './tree';

/** What JSON allows and the YAML of kubectl does not, or reads in another way. */
const NOT_IN_BOTH = /[^\n\t\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]|\\(?:\/|u[dD][89a-fA-F])/;
/** Text in which every character means the same to all parsers. */
const OUTSIDE_SUBSET = /[^\n\t\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]/;
const CONTROL = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;
/** Line breaks for kubectl, and for no parser of YAML 1.2: what is a comment here could be a policy there. */
const OTHER_BREAK = /[\x85\u2028\u2029]/;

/** So many broken documents make a file something else than manifests. */
const MAX_BROKEN = 1000;

/** Read a file of YAML documents; a broken one becomes a problem, the others go on. */
export function readYamlFile(source: TextSource, limits: Limits): LoadedFile {
  const loaded: Loaded[] = [];
  const problems: Problem[] = [];
  let broken = 0;
  const allOrdinary = !OUTSIDE_SUBSET.test(source.text);
  let isBehindJson = false;
  for (const chunk of splitDocuments(source.text)) {
    try {
      if (isBehindJson && source.text.charCodeAt(chunk.from - 1) === BYTE_ORDER_MARK) throw strayMark();
      isBehindJson = chunk.start === 0 && readJsonChunk(source, chunk, limits) !== undefined;
      if (chunk.inline) throw new DocumentFault('broken-yaml', 'kubectl refuses text on the line of a mark `---`', 0, 'begin the document on the next line');
      const quick = readJsonChunk(source, chunk, limits) ?? readOrdinary(source, chunk, limits, allOrdinary);
      const document = quick ?? readFully(source, chunk, limits, problems);
      if (document.value !== undefined && document.value !== null) loaded.push(document);
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      problems.push(faultProblem(error, source, chunk.inline ? chunk.start : chunk.from));
      if (++broken < MAX_BROKEN) continue;
      const message = `${MAX_BROKEN} documents of this file are broken, the rest is not read`;
      problems.push(problem('error', 'too-many-problems', message, source.place(chunk.start), 'leave the file out if it is no manifest'));
      break;
    }
  }
  return { loaded, problems };
}

/** A document in braces is JSON first, as for kubectl. */
function readJsonChunk(source: TextSource, chunk: Chunk, limits: Limits): Loaded | undefined {
  const { text } = source;
  let at = chunk.body;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 10) at++;
  if (at >= chunk.end || text[at] !== '{') return undefined;
  const words = text.slice(at, chunk.end);
  if (NOT_IN_BOTH.test(words)) return undefined;
  try {
    const bytes = Buffer.from(words);
    const cut = cutJson(bytes, 0, limits.maxDepth);
    if (skipBlanks(bytes, cut.end) < bytes.length || bytes.includes('\t', cut.end)) return undefined;
    const value: unknown = cut.long.length > 0 ? readJson(words).value : JSON.parse(words);
    return { value, origin: { source, at, marks: () => readJson(words, at).mark } };
  } catch {
    return undefined;
  }
}

function readOrdinary(source: TextSource, chunk: Chunk, limits: Limits, known: boolean): Loaded | undefined {
  const { text } = source;
  if (!known && OUTSIDE_SUBSET.test(text.slice(chunk.body, chunk.end))) return undefined;
  const { maxDepth, maxNodes } = limits;
  const open = (at: number, recording: boolean) => new YamlReader(text, at, chunk.end, { maxDepth, maxNodes, recording });
  try {
    const reader = open(chunk.body, false);
    const value = reader.document();
    const { items, itemsColumn, startsAt } = reader;
    const origin: DocumentOrigin = { source, at: startsAt, marks: () => open(chunk.body, true).documentMarks() };
    if (items.length === 0) return { value, origin };
    const entry = (index: number): DocumentOrigin => {
      const dashAt = items[index];
      return { source, at: behindDash(text, dashAt), marks: () => open(dashAt, true).itemMarks(itemsColumn) };
    };
    return { value, origin, entry };
  } catch (error) {
    if (error === LEFT_SUBSET || error instanceof DocumentFault || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The start of the value of a list item: after its dash, if it is on the same line. */
function behindDash(text: string, dashAt: number): number {
  let at = dashAt + 1;
  while (text.charCodeAt(at) === 32) at++;
  return text[at] === '\n' || text[at] === '#' ? dashAt : at;
}

function readFully(source: TextSource, chunk: Chunk, limits: Limits, problems: Problem[]): Loaded {
  const { from: start, end } = chunk;
  if (end - start > limits.maxEventText) {
    throw new DocumentFault('too-large', `the document has ${end - start} characters, allowed are ${limits.maxEventText} where it needs the full parser`, 0, 'split it or write JSON');
  }
  const text = source.text.slice(start, end);
  refuseOddities(text, chunk.start === 0);
  const tree: Tree = readTree(text, limits, false);
  for (const { key, offset } of tree.duplicates) {
    const message = `the key \`${printable(key)}\` occurs twice in one mapping, and the last one is used`;
    problems.push(problem('warning', 'duplicate-key', message, source.place(start + offset), 'remove the other'));
  }
  if (tree.ignoredFrom !== undefined) {
    const message = 'kubectl ignores what stands behind the end of a document';
    problems.push(problem('error', 'text-after-end', message, source.place(start + tree.ignoredFrom), 'start the next one with `---`'));
  }
  const marks = (): Mark => shifted(readTree(text, limits).mark, start, new Map());
  return { value: tree.value, origin: { source, at: start + tree.mark.at, marks } };
}

/** A mark behind a blank is text. */
const LATE_MARK = /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]+---\s/;
/** An end mark with nothing before it: the full parser would let it pass, kubectl does not. */
const EARLY_END = /^(?:[ \t]*(?:#[^\n]*)?\n)*\.\.\.(?:\s|$)/;

/** Where files were put together, a byte order mark may stand inside: kubectl skips it at the start of a document, but not of the second one behind JSON. */
function strayMark(): DocumentFault {
  return new DocumentFault('control-character', 'a byte order mark stands where kubectl takes it for text', 0, 'remove it');
}

function refuseOddities(written: string, isFirst: boolean): void {
  const text = written.replaceAll('\r', '\n');
  if (EARLY_END.test(text)) {
    throw new DocumentFault('broken-yaml', 'not valid YAML: the end mark `...` stands before any document', text.indexOf('...'), 'remove it');
  }
  const end = isFirst ? END_MARK.exec(text) : null;
  if (end !== null && isJson(text.slice(0, end.index))) {
    throw new DocumentFault('broken-yaml', 'not valid YAML for kubectl: an end mark `...` stands behind JSON', end.index, 'remove it');
  }
  if (LATE_MARK.test(text)) {
    throw new DocumentFault('broken-yaml', 'kubectl takes a mark `---` behind a blank for text', text.indexOf('---'), 'remove the blank');
  }
  const control = CONTROL.exec(text);
  if (control !== null) {
    throw new DocumentFault('control-character', `the character ${printable(control[0])} is not allowed in YAML`, control.index, 'remove it or write it as an escape in double quotes');
  }
  const other = OTHER_BREAK.exec(text);
  if (other !== null) {
    throw new DocumentFault('line-break', `the character ${printable(other[0])} is a line break for kubectl and not for others`, other.index, 'remove it or write it as an escape');
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Marks count from the start of the document, places from the start of the file; what aliases share stays shared. */
function shifted(mark: Mark, by: number, done: Map<Mark, Mark>): Mark {
  const known = done.get(mark);
  if (known !== undefined) return known;
  const copy: Mark = { at: mark.at + by };
  done.set(mark, copy);
  if (mark.items !== undefined) copy.items = mark.items.map((item) => shifted(item, by, done));
  if (mark.keys !== undefined) copy.keys = new Map([...mark.keys].map(([key, value]) => [key, shifted(value, by, done)]));
  return copy;
}
