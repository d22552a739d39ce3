import { nearest } from '../text/nearest';
import { printable } from '../text/quote';
import type { Mistake } from './mistake';

interface UnknownNameOptions {
  /**
   * The name with its path, ready to be shown.
   *
   * @default - the name alone
   */
  readonly shown?: string;
  /**
   * The fix where no known name is like it.
   *
   * @default - the names that are known
   */
  readonly otherwise?: string;
}

/** An unknown field or option, in the same words everywhere: ``unknown field `nevr` ``, and ``did you mean `never`?``. Names are as they are written, dashes of options included. */
export function unknownName(noun: 'field' | 'option', name: string, known: readonly string[], options: UnknownNameOptions = {}): Mistake {
  const { shown = printable(name), otherwise = `known here: ${known.join(', ')}` } = options;
  const near = nearest(name, known);
  return { what: `unknown ${noun} \`${shown}\``, fix: near === undefined ? otherwise : `did you mean \`${printable(near)}\`?` };
}
