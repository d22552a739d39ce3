const { readFileSync } = require('fs');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * Jest starts large files first where no earlier run says how long they take, as in a fresh clone. The longest of ours are small and start processes: those
 * that give a test a long time limit go first, so that no worker is left alone with them at the end.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (tests.some(({ duration }) => duration !== undefined)) return sorted;
    const limits = new Map(sorted.map(({ path }) => [path, limitOf(readFileSync(path, 'utf8'))]));
    return sorted.sort((a, b) => limits.get(b.path) - limits.get(a.path));
  }
}

/** The sum of the time limits that tests of a file give to themselves, in milliseconds. */
function limitOf(text) {
  return [...text.matchAll(/^ *\}, (\d+(?:_\d+)*)\);$/gm)].reduce((sum, [, limit]) => sum + Number(limit.replaceAll('_', '')), 0);
}

module.exports = LongestFirst;
