/** The selector language of Calico, token by token; what a text means is a function of the labels. */
import { ofText } from './remember';
import { MAYBE, Match, NO, YES, both, either } from './values';

/** A label that may have any value, or be absent. */
export const UNSEEN = Symbol('unseen');
export type Lookup = (key: string) => string | undefined | typeof UNSEEN;
type Meaning = (look: Lookup, isGlobal: boolean) => Match;

const TOKEN = /\s*(\|\||&&|==|!=|!|[(){},]|'[^']*'|"[^"]*"|[A-Za-z0-9_./-]+)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const whole = text.trimEnd();
  for (let at = 0; at < whole.length;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(whole);
    if (!found || /[\n\r]/.test(found[0])) throw new Error(`no token at ${at}`);
    tokens.push(found[1]);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

function not(match: Match): Match {
  return match === YES ? NO : match === NO ? YES : MAYBE;
}

function atom(key: string, test: (value: string | undefined) => boolean): Meaning {
  return (look) => {
    const value = look(key);
    return value === UNSEEN ? MAYBE : test(value) ? YES : NO;
  };
}

const isText = (token: string | undefined) => token !== undefined && /^['"]/.test(token);
const bare = (token: string) => token.slice(1, -1);

/** Throws where the text is no selector. */
export function meaningOf(text: string): Meaning {
  const meaning = meaningIn(text);
  if (meaning instanceof Error) throw meaning;
  return meaning;
}

const meaningIn = ofText((text): Meaning | Error => {
  try {
    return parse(text);
  } catch (error) {
    return error as Error;
  }
});

function parse(text: string): Meaning {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at++];
  const expect = (token: string) => {
    if (next() !== token) throw new Error(`expected ${token}`);
  };
  const literal = () => {
    const token = next();
    if (!isText(token)) throw new Error('expected a text');
    return bare(token);
  };
  const set = () => {
    expect('{');
    const values: string[] = [];
    while (isText(peek())) {
      values.push(literal());
      if (peek() !== ',') break;
      next();
    }
    expect('}');
    return values;
  };
  function or(): Meaning {
    const parts = [and()];
    while (peek() === '||') { next(); parts.push(and()); }
    return (look, isGlobal) => parts.reduce<Match>((match, part) => either(match, part(look, isGlobal)), NO);
  }
  function and(): Meaning {
    const parts = [one()];
    while (peek() === '&&') { next(); parts.push(one()); }
    return (look, isGlobal) => parts.reduce<Match>((match, part) => both(match, part(look, isGlobal)), YES);
  }
  function one(): Meaning {
    if (peek() === '!') {
      next();
      const inner = one();
      return (look, isGlobal) => not(inner(look, isGlobal));
    }
    if (peek() === '(') {
      next();
      const inner = or();
      expect(')');
      return inner;
    }
    const key = next();
    if (key === undefined || !/^[A-Za-z0-9_./-]+$/.test(key)) throw new Error('expected a key');
    if (peek() === '(' && ['all', 'global', 'has'].includes(key)) {
      next();
      const asked = key === 'has' ? next() : '';
      expect(')');
      if (key === 'all') return () => YES;
      return key === 'global' ? (_, isGlobal) => (isGlobal ? YES : NO) : atom(asked, (value) => value !== undefined);
    }
    return comparison(key);
  }
  function comparison(key: string): Meaning {
    const operator = next();
    if (operator === '==') { const text1 = literal(); return atom(key, (value) => value === text1); }
    if (operator === '!=') { const text1 = literal(); return atom(key, (value) => value !== text1); }
    if (operator === 'in') { const values = set(); return atom(key, (value) => value !== undefined && values.includes(value)); }
    if (operator === 'notin' || (operator === 'not' && next() === 'in')) { const values = set(); return atom(key, (value) => value === undefined || !values.includes(value)); }
    if (operator === 'contains') { const part = literal(); return atom(key, (value) => value !== undefined && value.includes(part)); }
    if (operator === 'startswith' || (operator === 'starts' && next() === 'with')) { const part = literal(); return atom(key, (value) => value !== undefined && value.startsWith(part)); }
    if (operator === 'endswith' || (operator === 'ends' && next() === 'with')) { const part = literal(); return atom(key, (value) => value !== undefined && value.endsWith(part)); }
    throw new Error(`no operator: ${operator}`);
  }
  if (tokens.length === 0) return () => YES;
  const whole = or();
  if (at < tokens.length) throw new Error(`too much: ${peek()}`);
  return whole;
}

export function isSelector(text: unknown): boolean {
  if (typeof text !== 'string') return text === undefined || text === null;
  try {
    meaningOf(text);
    return true;
  } catch {
    return false;
  }
}
