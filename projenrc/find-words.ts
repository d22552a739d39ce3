import { BANNED_WORDS, KEPT_NAMES } from './words';

export interface FoundWord {
  /** From 1. */
  readonly line: number;
  readonly word: string;
  readonly instead: string;
}

const SINGLE = new Map(BANNED_WORDS.flatMap(({ words, instead }) => words.filter((word) => !word.includes(' ')).map((word) => [word, instead] as const)));
const PHRASES = BANNED_WORDS.flatMap(({ words, instead }) => words.filter((word) => word.includes(' ')).map((word) => ({ word, instead, pattern: new RegExp(`\\b${word.replaceAll(' ', '\\s+(?:\\*\\s+|//\\s+)?')}\\b`, 'gi') })));

/** The words of a text that the table forbids, in the order of the lines; identifiers are taken apart at their capitals. */
export function bannedIn(text: string): FoundWord[] {
  const kept = KEPT_NAMES.reduce((rest, name) => rest.replaceAll(name, ' '.repeat(name.length)), text);
  const found = kept.split('\n').flatMap((line, i) => wordsOf(line).flatMap((word) => {
    const instead = SINGLE.get(word);
    return instead === undefined ? [] : [{ line: i + 1, word, instead }];
  }));
  for (const { word, instead, pattern } of PHRASES) {
    for (const { index } of kept.matchAll(pattern)) found.push({ line: kept.slice(0, index).split('\n').length, word, instead });
  }
  return found.sort((a, b) => a.line - b.line);
}

function wordsOf(line: string): string[] {
  return (line.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? []).map((word) => word.toLowerCase());
}
