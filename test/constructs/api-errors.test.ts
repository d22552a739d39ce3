import { sourceFiles } from './sources';

const SOURCE = sourceFiles((file) => !file.startsWith('constructs/checks/'));

/** What stands in API.md: the comments of what is exported. */
const COMMENTS = [...SOURCE.matchAll(/Errors: ((?:(?!\*\/)[^])*)\*\//g)].map(([, text]) => text).join('\n');

test('API.md names every error, and no other', () => {
  const thrown = new Set([...SOURCE.matchAll(/(?:fail|NetfenceError)\('([a-z-]+)'|`\[([a-z-]+)\]/g)].map(([, code, other]) => code ?? other));
  const named = new Set([...COMMENTS.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code));
  expect([...named].sort()).toEqual([...thrown].sort());
});

test('every construct says its errors', () => {
  const source = sourceFiles((file) => /^constructs\/(policies|fences)\//.test(file));
  const classes = [...source.matchAll(/\/\*\*(?:(?!\*\/)[^])*\*\/\nexport class (\w+) extends /g)].filter(([comment, name]) => name !== 'InsideTraffic' && !comment.includes('@internal'));
  expect(classes.length).toBeGreaterThan(10);
  for (const [comment, name] of classes) expect(`${name}: ${comment}`).toContain('Errors: ');
});
