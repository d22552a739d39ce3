/** Warnings on stderr, each once in the life of an app; synthesis goes on. */
export class Notices {
  private readonly printed = new Set<string>();

  public warn(text: string): void {
    if (this.printed.has(text)) return;
    this.printed.add(text);
    process.stderr.write(`netfence: ${text}\n`);
  }
}
