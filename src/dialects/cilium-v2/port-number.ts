/** What a port of Cilium may be called: letters and digits, with single `-` between them. */
const NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/i;
const LONGEST = 15;

/** A port as it was written: a number, a name, or nothing that Cilium can read. A number may be in base 2, 8 or 16, and 0 means every port. */
type ReadPort = { readonly number: number } | { readonly name: string } | undefined;

/**
 * Reads a port: what may be a name is one, so `0x50` is; the rest is a number in the base that its prefix tells, as in Go: `017620` is 8080.
 * @see https://pkg.go.dev/strconv#ParseUint
 */
export function readPort(text: string): ReadPort {
  if (NAME.test(text) && text.length <= LONGEST) return { name: text.toLowerCase() };
  const number = numberOf(text);
  return number === undefined || number > 65535 ? undefined : { number };
}

const BASES: readonly (readonly [RegExp, number])[] = [[/^0x_?[0-9a-f]+(_[0-9a-f]+)*$/i, 16], [/^0b_?[01]+(_[01]+)*$/i, 2], [/^0o?_?[0-7]+(_[0-7]+)*$/i, 8]];

function numberOf(text: string): number | undefined {
  if (/^(0|[1-9]\d*(_\d+)*)$/.test(text)) return Number(text.replace(/_/g, ''));
  const base = BASES.find(([form]) => form.test(text));
  return base && parseInt(text.replace(/_/g, '').replace(/^0[xbo]/i, ''), base[1]);
}
