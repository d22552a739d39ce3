/** Prints the errors and warnings that nobody judged, and those judged that are no more; `--write` writes the page that the data gives. */
import { writeFileSync } from 'fs';
import { alarmsOf } from './alarms';
import { judgedLines, lineOf } from './judgements';
import { freshPage, PAGE } from './page';
import { SETS } from './sets';

if (process.argv.includes('--write')) writeFileSync(PAGE, freshPage());
if (SETS.size === 0) console.error('no manifests: set NETFENCE_CORPUS');
for (const [set, session] of SETS) {
  const found = alarmsOf(session()).map(lineOf);
  const judged = judgedLines(set);
  for (const line of found) {
    const at = judged.indexOf(line);
    if (at < 0) console.log(`not judged   ${set}: ${line}`);
    else judged.splice(at, 1);
  }
  for (const line of judged) console.log(`not reported ${set}: ${line}`);
}
