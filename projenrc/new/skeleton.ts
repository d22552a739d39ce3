/** What a generator writes: new files, and edits of files that list them. Pure: texts in, texts out. */
export interface Skeleton {
  /** Texts by path from the root of the project. */
  readonly files: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
  /** What is left to do by hand, a line each. */
  readonly next: readonly string[];
}

export interface Edit {
  readonly path: string;
  apply(text: string): string;
}

/** `dead-rule` -> `DEAD_RULE` */
export function constantOf(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}

/** `dead-rule` -> `deadRule` */
export function camelOf(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** An edit that puts a line before the first line that contains a text; it fails where there is none. */
export function insertBefore(path: string, marker: string, line: string): Edit {
  return {
    path,
    apply: (text) => {
      const at = text.indexOf(marker);
      if (at < 0) throw new Error(`${path} has no line with \`${marker}\``);
      const start = text.lastIndexOf('\n', at) + 1;
      return `${text.slice(0, start)}${line}\n${text.slice(start)}`;
    },
  };
}

/** An edit that puts a row at the end of the last table above the first line that begins with a text; it fails where there is none. */
export function insertRow(path: string, marker: string, row: string): Edit {
  return {
    path,
    apply: (text) => {
      const at = text.indexOf(`\n${marker}`);
      const last = text.lastIndexOf('\n|', at);
      if (at < 0 || last < 0) throw new Error(`${path} has no table above \`${marker}\``);
      const end = text.indexOf('\n', last + 1) + 1;
      return `${text.slice(0, end)}${row}\n${text.slice(end)}`;
    },
  };
}

/** An edit that puts an import where the order of the paths wants it. */
export function insertImport(path: string, line: string): Edit {
  const fromOf = (text: string) => /from '([^']*)'/.exec(text)?.[1] ?? '';
  return {
    path,
    apply: (text) => {
      const lines = text.split('\n');
      const imports = lines.flatMap((other, i) => (other.startsWith('import ') ? [i] : []));
      const after = imports.filter((i) => fromOf(lines[i]) < fromOf(line));
      lines.splice(after.length > 0 ? after[after.length - 1] + 1 : imports[0] ?? 0, 0, line);
      return lines.join('\n');
    },
  };
}
