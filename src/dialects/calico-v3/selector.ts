import { LabelConstraint } from '../../sets';
import type { TextTest } from '../../sets';
import { remembered } from '../remembered';

/**
 * An expression of the selector language. `label`: what holds of the label, and what holds where it is negated. `global`: of things that are in no
 * namespace.
 */
export type Expression =
  | { readonly is: 'all' | 'global' }
  | { readonly is: 'label'; readonly key: string; readonly constraint: LabelConstraint; readonly negated: LabelConstraint }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'and' | 'or'; readonly of: readonly Expression[] };

/** Why a text is no selector, and at which character (the first is 1). */
interface SelectorFault {
  readonly expected: string;
  readonly at: number;
}

/**
 * Reads a selector; an empty one selects everything.
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selector
 */
export const parseSelector = remembered(parse);

/** Whether a text was no selector. */
export function isFault(parsed: Expression | SelectorFault): parsed is SelectorFault {
  return 'expected' in parsed;
}

function parse(text: string): Expression | SelectorFault {
  const parser = new Parser(text);
  try {
    return parser.selector();
  } catch (error) {
    if (error instanceof Unexpected) return { expected: error.expected, at: error.at };
    throw error;
  }
}

class Unexpected extends Error {
  public constructor(public readonly expected: string, public readonly at: number) {
    super(expected);
  }
}

const MAX_KEY = 512;
/** A hostile text must not fill the stack. */
const MAX_DEPTH = 200;
const KEY = /[A-Za-z0-9_./-]+/y;
const CALL = /(has|all|global)\([ \t]*/y;
const OPERATOR = /==|!=|contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in(?=[ \t]*\{)|in(?=[ \t]*\{)/y;

class Parser {
  private at = 0;
  private depth = 0;

  public constructor(private readonly text: string) {}

  public selector(): Expression {
    this.skip();
    if (this.at === this.text.length) return { is: 'all' };
    const found = this.alternatives();
    if (this.at < this.text.length) throw this.unexpected('`&&`, `||` or the end');
    return found;
  }

  private alternatives(): Expression {
    if (++this.depth > MAX_DEPTH) throw this.unexpected('fewer parentheses');
    const found = this.list('||', 'or', () => this.list('&&', 'and', () => this.operation()));
    this.depth--;
    return found;
  }

  private list(separator: string, is: 'and' | 'or', item: () => Expression): Expression {
    const of = [item()];
    while (this.take(separator)) of.push(item());
    return of.length === 1 ? of[0] : { is, of };
  }

  private operation(): Expression {
    let negated = false;
    this.skip();
    while (this.text[this.at] === '!' && this.take('!')) negated = !negated;
    const found = this.simple();
    return negated ? { is: 'not', of: found } : found;
  }

  private simple(): Expression {
    if (this.take('(')) {
      const inside = this.alternatives();
      this.want(')');
      return inside;
    }
    const call = this.match(CALL);
    if (call === undefined) return this.comparison();
    const name = call.slice(0, call.indexOf('('));
    const key = name === 'has' ? this.key() : undefined;
    this.want(')');
    if (key === undefined) return { is: name as 'all' | 'global' };
    return { is: 'label', key, constraint: LabelConstraint.exists(), negated: LabelConstraint.doesNotExist() };
  }

  private comparison(): Expression {
    const key = this.key();
    this.skip();
    const operator = this.match(OPERATOR)?.replace(/[ \t]+/g, '');
    if (operator === undefined) throw this.unexpected('`==`, `!=`, `in`, `not in`, `contains`, `starts with` or `ends with`');
    if (operator === 'in' || operator === 'notin') return member(key, this.set(), operator === 'in');
    const value = this.string();
    if (operator === '==' || operator === '!=') return member(key, [value], operator === '==');
    const kind = ({ contains: 'contains', startswith: 'starts with', endswith: 'ends with' } as const)[operator as 'contains'];
    return tested(key, kind, value);
  }

  private set(): string[] {
    this.want('{');
    const values: string[] = [];
    while (!this.take('}')) {
      values.push(this.string());
      if (this.take(',')) continue;
      this.want('}');
      break;
    }
    return values;
  }

  private key(): string {
    this.skip();
    const start = this.at;
    const key = this.match(KEY);
    if (key === undefined) throw this.unexpected('the key of a label');
    if (key.length <= MAX_KEY) return key;
    this.at = start;
    throw this.unexpected(`a key of at most ${MAX_KEY} characters`);
  }

  private string(): string {
    this.skip();
    const quote = this.text[this.at];
    const end = quote === '\'' || quote === '"' ? this.text.indexOf(quote, this.at + 1) : -1;
    if (end < 0) throw this.unexpected('a text in quotes');
    const found = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return found;
  }

  private want(mark: string): void {
    if (!this.take(mark)) throw this.unexpected(`\`${mark}\``);
  }

  private take(mark: string): boolean {
    this.skip();
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    this.skip();
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skip(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }

  private unexpected(expected: string): Unexpected {
    return new Unexpected(expected, this.at + 1);
  }
}

function member(key: string, values: readonly string[], isIn: boolean): Expression {
  const [inside, outside] = [LabelConstraint.in(values), LabelConstraint.notIn(values)];
  return { is: 'label', key, constraint: isIn ? inside : outside, negated: isIn ? outside : inside };
}

function tested(key: string, kind: TextTest['kind'], text: string): Expression {
  const constraint = (negated: boolean) => LabelConstraint.passing({ kind, text, negated });
  return { is: 'label', key, constraint: constraint(false), negated: constraint(true) };
}
