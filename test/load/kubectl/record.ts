import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { brotliCompressSync, constants } from 'zlib';
import { mutatedDocuments } from './mutate';

/**
 * Writes what kubectl reads in mutated documents: `npx tsx test/load/kubectl/record.ts`. It needs Go and, for the first time, its module proxy.
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/util/yaml
 */
const COUNT = 5000;
const SEED = 20_260;

const texts = mutatedDocuments(COUNT, SEED);
const { status, stdout, stderr } = spawnSync('go', ['run', '.'], {
  cwd: __dirname, encoding: 'utf8', maxBuffer: 2 ** 28, input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
});
if (status !== 0) throw new Error(stderr);
const answers = stdout.trimEnd().split('\n').map((line) => {
  const { objects, error } = JSON.parse(line) as { readonly objects: unknown[]; readonly error?: string };
  return error === undefined ? line : JSON.stringify({ objects: objects.length, error });
});
const file = texts.map((text, i) => `${JSON.stringify(text)}\t${answers[i].replaceAll('\t', '\\t')}\n`).join('');
writeFileSync(join(__dirname, '..', '..', 'data', 'kubectl', 'documents.txt.br'), brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: file.length } }));
