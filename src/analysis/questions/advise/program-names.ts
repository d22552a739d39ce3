const RESERVED = new Set(['default', 'new', 'class', 'function', 'delete', 'in', 'do', 'if', 'for', 'let', 'const', 'var', 'this', 'import', 'export', 'package', 'public', 'private', 'static',
  'switch', 'case', 'return', 'typeof', 'void', 'with', 'yield', 'await', 'enum', 'null', 'true', 'false', 'try', 'catch', 'throw', 'while', 'super', 'interface', 'protected', 'implements',
  'arguments', 'eval', 'finally', 'break', 'continue', 'debugger', 'else', 'extends', 'instanceof', 'undefined', 'Chart', 'Construct', 'NaN', 'Infinity']);

/** Gives the variables of a program names that nothing else in it has. */
export class ProgramNames {
  private readonly taken = new Set<string>(['scope', 'id']);

  /** `imported`: names that no variable may have. */
  public constructor(private readonly imported: readonly string[]) {}

  /** A name made of the letters of a text. */
  public free(text: string): string {
    const plain = text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()).replace(/^[^A-Za-z]+/, '');
    const base = plain === '' || RESERVED.has(plain) || this.imported.includes(plain) ? `policy${plain}` : plain;
    let name = base;
    for (let i = 2; this.taken.has(name); i++) name = `${base}${i}`;
    this.taken.add(name);
    return name;
  }
}
