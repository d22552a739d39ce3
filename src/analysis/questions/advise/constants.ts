/** Expressions that a program writes more than once, each under a name of its own. */
export class Constants {
  private readonly names = new Map<string, string>();

  /** `counted`: how often each expression is written; `nameFor`: a free name for one. */
  public constructor(private readonly counted: ReadonlyMap<string, number>, private readonly nameFor: (hint: string) => string) {}

  /** The expression, or the name of the constant that holds it. `hint`: what the constant is called. */
  public write(expression: string, hint: string): string {
    if ((this.counted.get(expression) ?? 0) < 2) return expression;
    let name = this.names.get(expression);
    if (name === undefined) this.names.set(expression, (name = this.nameFor(hint)));
    return name;
  }

  /** A line for each constant, in the order of their first use. */
  public lines(): string[] {
    return [...this.names].map(([expression, name]) => `const ${name} = ${expression};`);
  }
}
