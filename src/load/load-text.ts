import { checkText } from './decode-text';
import { limitsOf, type Limits, type LoadOptions, type LoadProblem, type LoadResult } from './document';
import { DocumentFault } from './fault';
import { flatten, type FlatObject } from './flatten-lists';
import { skipBlanks } from './json-scan';
import { faultProblem, type Loaded, type Reading } from './loaded';
import { readJsonFile } from './read-json';
import { readYamlFile } from './read-yaml';
import { ByteSource, LocatedDocument, TextSource } from './source';

/** The longest text that V8 holds in one string. */
const LONGEST_TEXT = 2 ** 29 - 25;

/** One file read: `found` tells a file without objects from an empty list. */
export interface FileResult extends LoadResult {
  readonly found: boolean;
}

/**
 * Load the documents of one text: YAML of many documents, JSON values one behind the other, lists taken apart.
 *
 * What cannot be read is a problem with its place, and costs no more than its own document.
 */
export function loadText(text: string | Buffer, file: string, options: LoadOptions = {}): LoadResult {
  const { documents, problems, files, bytes } = loadFile(typeof text === 'string' ? Buffer.from(text) : text, file, limitsOf(options));
  return { documents, problems, files, bytes };
}

export function loadFile(content: Buffer, file: string, limits: Limits): FileResult {
  const reading = readContent(content, file, limits);
  const objects: FlatObject[] = [];
  const problems = [...reading.problems];
  for (const document of reading.loaded) flatten(document, objects, problems);
  const documents = objects.map(({ value, origin, prefix }, index) => new LocatedDocument(index, value, origin, prefix));
  return { documents, problems: problems.sort(inOrder), files: 1, bytes: content.length, found: reading.loaded.length > 0 };
}

function inOrder(a: LoadProblem, b: LoadProblem): number {
  return a.position.line - b.position.line || a.position.column - b.position.column;
}

function readContent(content: Buffer, file: string, limits: Limits): Reading {
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
  return new DocumentFault('too-large', `the file has ${bytes} bytes or more, allowed are ${allowed}; split it or raise the limit`, 0);
}

/** JSON first where the text begins like it; YAML may begin with a brace too. */
function readChecked(source: ByteSource, limits: Limits): Reading {
  const { bytes, file } = source;
  const first = bytes[skipBlanks(bytes, 0)];
  const named = /\.json$/i.test(file);
  if (first === 123 || first === 91 || (named && first !== undefined)) {
    try {
      return { loaded: readJsonFile(source, limits.maxDepth).filter((document) => document.value !== null), problems: [] };
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      if (named || isJsonLike(bytes)) return orYaml(source, limits, error);
    }
  }
  return readText(source, limits);
}

/** What is no JSON is read as YAML, and reported as broken JSON if it is no YAML either. */
function orYaml(source: ByteSource, limits: Limits, fault: DocumentFault): Reading {
  const asJson = failed(source, fault);
  if (source.bytes.length > limits.maxEventText) return asJson;
  const asYaml = readText(source, limits);
  return asYaml.problems.some(({ severity }) => severity === 'error') && asYaml.loaded.length === 0 ? asJson : asYaml;
}

/** Whether a brace or bracket is followed by what only JSON would have there. */
function isJsonLike(bytes: Buffer): boolean {
  const next = bytes[skipBlanks(bytes, skipBlanks(bytes, 0) + 1)];
  return next === undefined || next === 34 || next === 123 || next === 91 || next === 125 || next === 93;
}

function readText(source: ByteSource, limits: Limits): Reading {
  if (source.bytes.length > LONGEST_TEXT) throw tooLarge(source.bytes.length, LONGEST_TEXT);
  return readYamlFile(new TextSource(source.file, source.slice(0, source.bytes.length)), limits);
}

function failed(source: ByteSource, fault: DocumentFault): Reading {
  return { loaded: [] as Loaded[], problems: [faultProblem(fault, source)] };
}
