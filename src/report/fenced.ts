/** A block of code in Markdown that its own text cannot end. */
export function fenced(language: string, text: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${language}\n${text}${ticks}\n`;
}
