/** Whether a selector selects something of which not everything is known. */
export type Match = 'no' | 'possible' | 'definite';

/** Whether both select it. */
export function bothMatch(a: Match, b: Match): Match {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'definite' ? b : a;
}

/** Whether one of several selects it. */
export function someMatch(matches: Iterable<Match>): Match {
  let found: Match = 'no';
  for (const match of matches) {
    if (match === 'definite') return 'definite';
    if (match === 'possible') found = 'possible';
  }
  return found;
}

/** Whether it is not selected. */
export function notMatch(match: Match): Match {
  if (match === 'possible') return 'possible';
  return match === 'no' ? 'definite' : 'no';
}
