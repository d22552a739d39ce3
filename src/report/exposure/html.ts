import type { Exposure } from '../../results/exposure';
import type { PictureOptions } from '../picture/alone';
import { exposed } from '../report/defaults';
import { html } from '../report/markup';
import { partAlone } from '../report/part-alone';

/** What is open to pods that do not exist yet, as a document. `isJudged`: whether there was any workload to judge. */
export function renderExposureHtml(lines: readonly Exposure[], settings: PictureOptions & { readonly isJudged: boolean }): Iterable<string> {
  const { isJudged, ...options } = settings;
  const content = isJudged ? exposed(lines) : html`<p class="warn"><strong>Not judged:</strong> no workloads.</p>\n`;
  return partAlone('Open to pods that do not exist yet', content, options);
}
