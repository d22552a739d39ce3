/** At most `most` of the items, and then how many are not shown: `and 3 more`, `and 3 more findings`. */
export function firstFew(items: readonly string[], most: number, nouns = ''): string[] {
  return items.length <= most ? [...items] : [...items.slice(0, most), andMore(items.length - most, nouns)];
}

/** `a, b and 3 more` */
export function listed(items: readonly string[], most: number, nouns = ''): string {
  const shown = items.slice(0, most).join(', ');
  return items.length <= most ? shown : `${shown} ${andMore(items.length - most, nouns)}`;
}

/** `and 3 more`; `and 3 more findings` */
export function andMore(count: number, nouns = ''): string {
  return `and ${count} more${nouns === '' ? '' : ` ${nouns}`}`;
}
