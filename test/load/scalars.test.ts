import { readFileSync } from 'fs';
import { join } from 'path';
import { loadText } from '../../src/load';
import { readTree } from '../../src/load/yaml/tree';

/** What kubectl's own YAML library answered, see `about` in the file. */
const RECORDED = (JSON.parse(readFileSync(join(__dirname, 'kubectl-scalars.json'), 'utf8')) as { rows: [string, string | null, string | null][] }).rows;

const LIMITS = { maxDepth: 100, maxNodes: 1000 };

/** The value under the one key of a document, and that key, by the ordinary way and by the full parser. */
function read(text: string): { byReader: unknown; byParser: unknown } {
  const { documents, problems } = loadText(text, 'x.yaml');
  const byReader = problems.some(({ severity }) => severity === 'error') ? undefined : documents[0]?.value;
  let byParser: unknown;
  try {
    byParser = readTree(text, LIMITS).value;
  } catch {
    byParser = undefined;
  }
  return { byReader, byParser };
}

/** JSON with integers of any length. */
function asJson(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

/** The recorded JSON in the same words; integers stay as long as they are. */
function recordedJson(json: string): string {
  return /^-?\d{16,}$/.test(json) && BigInt(json) < 2n ** 64n ? json : asJson(JSON.parse(json));
}

describe('scalars follow kubectl', () => {
  test('scalars with and without quotes', () => {
    const rows: [string, unknown][] = [
      ['on', true], ['yes', true], ['y', true], ['Off', false], ['0755', 493], ['0o755', 493], ['0b11', 3], ['1_000', 1000], ['12:30:45', '12:30:45'],
      ['2001-01-01', '2001-01-01'], ['9007199254740993', 9007199254740993n], ['18446744073709551615', 18446744073709551615n],
      ['0x1F', 31], ['08', 8], ['~', null], ['', null], ['null', null], ['1e3', 1000], ['.5', 0.5], ['1e400', '1e400'], ['"on"', 'on'], ["'0755'", '0755'],
      ['!!str 5', '5'], ['!!int "5"', 5], ['!!float 5', 5], ['!!bool yes', true], ['10.0.0.0/8', '10.0.0.0/8'],
    ];
    for (const [text, value] of rows) {
      expect([text, loadText(`k: ${text}\n`, 'x.yaml').documents[0].value]).toEqual([text, { k: value }]);
    }
  });

  test('keys become strings', () => {
    const text = 'on: 1\n0755: 2\n1.5: 3\n1e6: 4\n"on": 5\n';
    expect(loadText(text, 'x.yaml').documents[0].value).toEqual({ 'true': 1, '493': 2, '1.5': 3, '1e+06': 4, 'on': 5 });
  });

  test(`${RECORDED.length} recorded values`, () => {
    expect(RECORDED.length).toBeGreaterThan(1500);
    for (const [text, json] of RECORDED) {
      const { byReader, byParser } = read(`a: ${text}\n`);
      const wanted = json === null ? undefined : recordedJson(json);
      for (const value of [byReader, byParser]) {
        const got = value === undefined ? undefined : asJson((value as { a: unknown }).a);
        expect([text, got]).toEqual([text, wanted]);
      }
    }
  });

  test('the same words as keys', () => {
    for (const [text, , key] of RECORDED) {
      const { byReader, byParser } = read(`${text}: a\n`);
      for (const value of [byReader, byParser]) {
        const got = typeof value === 'object' && value !== null ? Object.keys(value)[0] : null;
        expect([text, got]).toEqual([text, key]);
      }
    }
  });

  test('numbers that JSON does not have are refused', () => {
    for (const text of ['.inf', '-.Inf', '.nan']) {
      const { documents, problems } = loadText(`a: 1\nb: ${text}\n`, 'x.yaml');
      expect(documents).toEqual([]);
      expect(problems).toMatchObject([{ code: 'bad-number', severity: 'error', position: { line: 2, column: 4 } }]);
    }
  });
});
