import type { ReachabilityDiff } from '../../results/diff';
import type { PictureOptions } from '../picture/alone';
import { changes } from '../report/changes';
import { html } from '../report/markup';
import { partAlone } from '../report/part-alone';

/** What differs between two states, as a document. */
export function renderDiffHtml(diff: ReachabilityDiff, options: PictureOptions): Iterable<string> {
  const content = html`<h2>What differs</h2>
${changes(diff, 'diff-picture', 'the old state', 'the new state')}`;
  return partAlone('Changed connections', content, options);
}
