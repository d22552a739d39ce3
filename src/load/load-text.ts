import type { Problem } from '../model';
import { checkText } from './decode-text';
import { limitsOf, type Limits, type LoadOptions, type LoadResult } from './document';
import { DocumentFault } from './fault';
import { flatten } from './flatten-lists';
import { skipBlanks } from './json/scan';
import { faultProblem, type Loaded, type LoadedFile } from './loaded';
import { isSettings } from './json/with-comments';
import { readJsonFile } from './json/read-json';
import { readYamlFile } from './yaml/read-yaml';
import { ByteSource, LocatedDocument, TextSource } from './source';

/** The longest text that V8 holds in one string. */
const MAX_TEXT = 2 ** 29 - 25;

/** The result of one file: `found` distinguishes a file without objects from an empty list. */
interface FileResult extends LoadResult {
  readonly found: boolean;
}

/**
 * Load the documents of one text: YAML documents, JSON values in sequence, with lists replaced by their items.
 *
 * What cannot be read is a problem with its place, and costs no more than its own document.
 */
export function loadText(text: string | Buffer, file: string, options: LoadOptions = {}): LoadResult {
  const { documents, problems, files, bytes } = loadFile(typeof text === 'string' ? Buffer.from(text) : text, file, limitsOf(options));
  return { documents, problems, files, bytes };
}

export function loadFile(content: Buffer, file: string, limits: Limits): FileResult {
  const reading = readContent(content, file, limits);
  if (isRefused(reading) && /\.json$/i.test(file) && isSettings(content)) return { documents: [], problems: [], files: 1, bytes: content.length, found: false };
  const documents: LocatedDocument[] = [];
  const problems = [...reading.problems];
  for (const document of reading.loaded) flatten(document, documents, problems);
  return { documents, problems: problems.sort(inOrder), files: 1, bytes: content.length, found: reading.loaded.length > 0 };
}

/** Whether kubectl would refuse the file as a whole: something is wrong with it, or it is no object. */
function isRefused({ loaded, problems }: LoadedFile): boolean {
  return problems.length > 0 || loaded.some(({ value }) => typeof value === 'string');
}

function inOrder({ position: a }: Problem, { position: b }: Problem): number {
  return a!.line - b!.line || a!.column - b!.column;
}

function readContent(content: Buffer, file: string, limits: Limits): LoadedFile {
  try {
    if (content.length > limits.maxBytes) throw tooLarge(content.length, limits.maxBytes);
    const { bytes, ascii } = checkText(content);
    return readChecked(new ByteSource(file, bytes, ascii), limits);
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error;
    return failed(new ByteSource(file, content, false), error);
  }
}

export function tooLarge(bytes: number, allowed: number): DocumentFault {
  return new DocumentFault('too-large', `the file has ${bytes} bytes or more, allowed are ${allowed}`, 0, 'split it or raise the limit');
}

/** Text that begins like JSON is JSON; a document mark between values, or words that only YAML has, make it YAML. */
function readChecked(source: ByteSource, limits: Limits): LoadedFile {
  const first = source.bytes[skipBlanks(source.bytes, 0)];
  if (first === 123 || first === 91) {
    try {
      const loaded = readJsonFile(source, limits.maxDepth);
      if (loaded !== undefined) return { loaded: loaded.filter((document) => document.value !== null), problems: [] };
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      if (error.code !== 'broken-json') return failed(source, error);
      return yamlInBraces(source, limits) ?? failed(source, error);
    }
  }
  return readText(source, limits);
}

/** What is no JSON may be YAML in braces, with comments or text over several lines; where it is neither, what is wrong with the JSON says more. */
function yamlInBraces(source: ByteSource, limits: Limits): LoadedFile | undefined {
  const isJson = isJsonLike(source.bytes);
  if (isJson && source.bytes.length > limits.maxEventText) return undefined;
  const read = readText(source, limits);
  return isJson && read.problems.some(({ severity }) => severity === 'error') ? undefined : read;
}

/** Whether a brace or bracket is followed by what JSON would have there; two braces begin a template. */
function isJsonLike(bytes: Buffer): boolean {
  const next = bytes[skipBlanks(bytes, skipBlanks(bytes, 0) + 1)];
  return next === undefined || [34, 91, 93, 125].includes(next) || (next === 123 && bytes[skipBlanks(bytes, 0)] === 91);
}

function readText(source: ByteSource, limits: Limits): LoadedFile {
  if (source.bytes.length > MAX_TEXT) throw tooLarge(source.bytes.length, MAX_TEXT);
  return readYamlFile(new TextSource(source.file, source.slice(0, source.bytes.length)), limits);
}

function failed(source: ByteSource, fault: DocumentFault): LoadedFile {
  return { loaded: [] as Loaded[], problems: [faultProblem(fault, source)] };
}
