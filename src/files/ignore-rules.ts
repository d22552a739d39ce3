/** One line of an ignore file, in the syntax of git. */
export interface IgnoreRule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly pattern: RegExp;
}

/**
 * The rules of an ignore file, in their order.
 * @see https://git-scm.com/docs/gitignore#_pattern_format
 */
export function ignoreRules(text: string): IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((line) => ruleOf(withoutTrailingBlanks(line)) ?? []);
}

/** The rule that means one name in the folder from which it counts. */
export function pathRule(name: string): IgnoreRule {
  return { negated: false, foldersOnly: false, pattern: new RegExp(`^${[...name].map(escaped).join('')}$`) };
}

/** What the rules say of a path below their folder, `/` between its steps: the last one that matches counts; `undefined` if none does. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean | undefined {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { negated, foldersOnly, pattern } = rules[i];
    if ((isFolder || !foldersOnly) && pattern.test(path)) return !negated;
  }
  return undefined;
}

/** Blanks at the end do not count, unless a backslash stands before them. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}

function ruleOf(line: string): IgnoreRule | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const negated = line.startsWith('!');
  const written = negated ? line.slice(1) : line;
  const foldersOnly = written.endsWith('/');
  const body = foldersOnly ? written.slice(0, -1) : written;
  if (body === '') return undefined;
  const anchored = body.includes('/');
  const source = expressionOf(body.startsWith('/') ? body.slice(1) : body);
  return source === undefined ? undefined : { negated, foldersOnly, pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}$`, 's') };
}

/** A pattern as a regular expression; `undefined` for one that git never matches. */
function expressionOf(glob: string): string | undefined {
  let source = '';
  for (let i = 0; i < glob.length; i++) {
    const rest = glob.slice(i);
    const before = i === 0 || glob[i - 1] === '/';
    if (before && rest.startsWith('**/')) {
      source += '(?:.*/)?';
      i += 2;
    } else if (before && rest === '**') {
      source += '.+';
      i += 1;
    } else if (rest.startsWith('*')) {
      source += '[^/]*';
      while (glob[i + 1] === '*') i++;
    } else if (rest.startsWith('?')) {
      source += '[^/]';
    } else if (rest.startsWith('[')) {
      const set = /^\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]/.exec(rest);
      if (set === null) return undefined;
      source += `(?!/)[${set[1] === '' ? '' : '^'}${set[2].replace(/\\?([\][^])/g, '\\$1')}]`;
      i += set[0].length - 1;
    } else if (rest.startsWith('\\')) {
      if (rest.length === 1) return undefined;
      source += escaped(rest[1]);
      i += 1;
    } else {
      source += escaped(rest[0]);
    }
  }
  return source;
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
