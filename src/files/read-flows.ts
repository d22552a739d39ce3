import { isAscii } from 'buffer';
import { closeSync, createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from 'fs';
import { join } from 'path';
import { pipeline, Readable } from 'stream';
import { StringDecoder } from 'string_decoder';
import { constants, createGunzip, gunzipSync } from 'zlib';
import { fail } from '../errors';
import { printable } from '../text/quote';
import { isSpecial, kindOfPath } from './read-files';

/** How much is read at once. */
const CHUNK = 2 ** 20;

/** The files of a path: the file itself, or the files directly in the folder (rotated files, by name). */
export function flowFiles(path: string): string[] {
  if (path === '-') return [path];
  const kind = kindOfPath(path);
  if (kind === 'file' && isSpecial(path)) fail('unreadable-file', `\`${printable(path)}\` is no regular file`, 'pipe it in, and write `-`');
  if (kind === undefined) fail('no-such-path', `no file or folder \`${printable(path)}\``, 'name a file with recorded flows, or `-` for standard input');
  if (kind === 'file') return [path];
  const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => join(path, name)).sort();
  return files.length > 0 ? files : fail('no-flows', `no file in the folder \`${printable(path)}\``, 'name a file with recorded flows');
}

/** The text of a file, piece by piece, unpacked where it is packed; `-` is standard input, which may be a pipe without an end. */
export async function* readChunks(file: string, stdin?: string | Buffer): AsyncGenerator<string> {
  const decoding = new Decoding();
  for await (const chunk of isPlain(file) ? piecesOf(file) : unpacked(sourceOf(file, stdin))) yield decoding.text(chunk);
  yield decoding.end();
}

/** The same without waiting, for files: what is packed is held in memory as a whole. */
export function* readChunksAtOnce(file: string): Generator<string> {
  const decoding = new Decoding();
  for (const chunk of isPlain(file) ? piecesOf(file) : unpackedAtOnce(readFileSync(file))) yield decoding.text(chunk);
  yield decoding.end();
}

class Decoding {
  private readonly decoder = new StringDecoder('utf8');
  private whole = true;

  /** The decoder is needed only while a character may be split between two pieces. */
  public text(chunk: Buffer): string {
    const ascii = isAscii(chunk);
    const text = ascii && this.whole ? chunk.toString('latin1') : this.decoder.write(chunk);
    this.whole = ascii;
    return text;
  }

  public end(): string {
    return this.decoder.end();
  }
}

/** Whether it is an ordinary file that is not packed. */
function isPlain(file: string): boolean {
  if (file === '-' || !statSync(file).isFile()) return false;
  const descriptor = openSync(file, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(descriptor, magic) < 2 || magic[0] !== 0x1f || magic[1] !== 0x8b;
  } finally {
    closeSync(descriptor);
  }
}

/** Each piece is gone when the next one is asked for. */
function* piecesOf(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) yield buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function sourceOf(file: string, stdin: string | Buffer | undefined): Readable {
  if (file !== '-') return createReadStream(file, { highWaterMark: CHUNK });
  return stdin === undefined ? process.stdin : Readable.from([Buffer.from(stdin)]);
}

async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await pieces.next();
  if (first.done === true) return;
  const all = allOf(first.value, pieces);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // an error of either stream arrives at the reader of the last one
  pipeline(Readable.from(all), gunzip, () => undefined);
  for await (const piece of gunzip) yield piece as Buffer;
}

/** Of a packed file that was cut, what there is of it, and then the error. */
function* unpackedAtOnce(bytes: Buffer): Generator<Buffer> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let broken: unknown;
  let text = bytes;
  if (isPacked) {
    try {
      text = gunzipSync(bytes);
    } catch (error) {
      broken = error;
      text = startOf(bytes);
    }
  }
  for (let at = 0; at < text.length; at += CHUNK) yield text.subarray(at, at + CHUNK);
  if (broken !== undefined) throw broken;
}

function startOf(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

async function* allOf(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let piece: IteratorResult<Buffer> = { value: first }; piece.done !== true; piece = await rest.next()) yield piece.value;
}
