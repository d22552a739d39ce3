/* eslint-disable @typescript-eslint/no-require-imports -- a form is loaded when it is asked for, so that the others cost nothing */
import type { Advice } from '../results/advice';
import type { BlastChange, BlastRadius, RadiusSize } from '../results/blast';
import type { CheckFinding, CheckResult } from '../results/check';
import type { ReachabilityDiff } from '../results/diff';
import type { Evaluation } from '../results/evaluation';
import type { Explanation } from '../results/explanation';
import type { Exposure } from '../results/exposure';
import type { IsolationExplanation } from '../results/isolation';
import type { Plan } from '../results/plan';
import type { ProofResult } from '../results/proof';
import type { Replay, ReplayEdge } from '../results/replay';
import type { Report } from '../results/report';
import type { Question } from './answer/text';
import type { Listed } from './connections/list';
import type { PictureOptions } from './picture/alone';
import type { ConstructPaths } from './explanation/text';
import type { LineOf } from './findings/text';
import { renderer, type Renderer } from './renderer';

/** The two kinds of lines of a diff; each is worked out when a form needs it. */
interface Diffed {
  compatible(): Parameters<typeof import('./diff/compatible').renderCompatibleDiff>[0];
  full(): ReachabilityDiff;
}

/** What the forms of a diff need to know besides what changed. */
interface DiffOptions extends PictureOptions {
  readonly version: string;
  /** Whether both states were understood. */
  readonly understood: boolean;
  /** Whether each edge is shown for people, too, or only what stands for those of one cause. */
  readonly all: boolean;
}

/** A radius, and what a change did to it. */
export type Radius = BlastRadius & { readonly change?: BlastChange };

/** What the forms of a check need to know besides what was found. */
interface FindingsOptions {
  /** Whether each finding is shown to people in full, also those of one cause. */
  readonly all: boolean;
  readonly fails: (finding: CheckFinding) => boolean;
  readonly lineOf: LineOf;
  readonly version: string;
}

interface ExposureFormOptions extends PictureOptions {
  /** Whether some workload was judged. */
  readonly isJudged: boolean;
}

interface ReplayFormOptions {
  readonly fails: (edge: ReplayEdge) => boolean;
  /** Whether what is unaffected is listed, too. */
  readonly all: boolean;
}

const list = () => require('./connections/list') as typeof import('./connections/list');
const json = () => (require('./json') as typeof import('./json')).renderJson;
const picture = () => require('./picture/blast') as typeof import('./picture/blast');
const sizes = () => require('./blast/sizes') as typeof import('./blast/sizes');
const diff = () => require('./diff/compatible') as typeof import('./diff/compatible');

/** The forms of each answer by name; the first one is printed where none is asked for. */
export const FORMS = {
  list: forms<Listed, PictureOptions>({
    txt: () => list().txt,
    json: () => list().json,
    csv: () => list().csv,
    md: () => list().md,
    dot: () => list().dot,
    jsonl: () => list().jsonl,
    matrix: () => list().matrix,
    html: () => ({ verdicts }, options) => (require('./connections/html') as typeof import('./connections/html')).renderListHtml(verdicts(), options),
    svg: () => ({ verdicts }, options) => (require('./picture/list') as typeof import('./picture/list')).renderListSvg(verdicts(), options),
  }),
  findings: forms<CheckResult, FindingsOptions>({
    txt: () => (found, { lineOf, all }) => (require('./findings/text') as typeof import('./findings/text')).renderFindings(found, lineOf, all),
    json: () => (require('./findings/json') as typeof import('./findings/json')).renderFindingsJson,
    sarif: () => (found, { version }) => (require('./findings/sarif') as typeof import('./findings/sarif')).renderSarif(found, version),
    junit: () => (found, { fails }) => (require('./findings/junit') as typeof import('./findings/junit')).renderFindingsJunit(found, fails),
    md: () => (found, { all }) => (require('./findings/markdown') as typeof import('./findings/markdown')).renderFindingsMarkdown(found, all),
    github: () => (require('./findings/github') as typeof import('./findings/github')).renderGithub,
    gitlab: () => (require('./findings/gitlab') as typeof import('./findings/gitlab')).renderGitlab,
  }),
  answer: forms<Evaluation, Question>({
    txt: () => (require('./answer/text') as typeof import('./answer/text')).renderAnswer,
    json: () => (require('./answer/json') as typeof import('./answer/json')).renderAnswerJson,
  }),
  explanation: forms<Explanation, ConstructPaths>({
    txt: () => (require('./explanation/text') as typeof import('./explanation/text')).renderExplanation,
    json: () => (require('./explanation/json') as typeof import('./explanation/json')).renderExplanationJson,
  }),
  isolation: forms<IsolationExplanation, ConstructPaths>(
    { txt: () => (require('./explanation/isolation') as typeof import('./explanation/isolation')).renderIsolation, json },
  ),
  diff: forms<Diffed, DiffOptions>({
    txt: () => ({ compatible }) => diff().renderCompatibleDiff(compatible()),
    csv: () => ({ compatible }) => diff().renderCompatibleDiffCsv(compatible()),
    report: () => ({ full }, { all }) => (require('./diff/text') as typeof import('./diff/text')).renderDiffReport(full(), all),
    md: () => ({ full }, { all }) => [(require('./diff/markdown') as typeof import('./diff/markdown')).renderDiffMarkdown(full(), all)],
    json: () => ({ full }) => (require('./diff/json') as typeof import('./diff/json')).renderDiffJson(full()),
    sarif: () => ({ full }, options) => (require('./diff/sarif') as typeof import('./diff/sarif')).renderDiffSarif(full().edges, options),
    html: () => ({ full }, options) => (require('./diff/html') as typeof import('./diff/html')).renderDiffHtml(full(), options),
    svg: () => ({ full }, options) => (require('./picture/diff') as typeof import('./picture/diff')).renderDiffSvg(full(), options),
  }),
  blast: forms<Radius, PictureOptions>({
    txt: () => (require('./blast/text') as typeof import('./blast/text')).renderRadius,
    json: () => (require('./blast/json') as typeof import('./blast/json')).renderRadiusJson,
    md: () => (require('./blast/markdown') as typeof import('./blast/markdown')).renderRadiusMarkdown,
    html: () => (radius, options) => (require('./blast/html') as typeof import('./blast/html')).renderRadiusHtml(radius, options),
    svg: () => (radius, options) => picture().renderRadiusSvg(radius, options),
  }),
  sizes: forms<readonly RadiusSize[], PictureOptions>({
    txt: () => sizes().renderSizes,
    json,
    md: () => sizes().renderSizesMarkdown,
    html: () => (all, options) => (require('./blast/html') as typeof import('./blast/html')).renderSizesHtml(all, options),
    svg: () => (all, options) => picture().renderSizesSvg(all, options),
  }),
  proof: forms<readonly ProofResult[]>({
    txt: () => (require('./proof/text') as typeof import('./proof/text')).renderProofs,
    json: () => (proofs) => json()({ proofs: proofs.map((require('./proof/words') as typeof import('./proof/words')).proofJson) }),
    junit: () => (require('./proof/junit') as typeof import('./proof/junit')).renderProofsJunit,
  }),
  exposure: forms<readonly Exposure[], ExposureFormOptions>({
    txt: () => (lines, { isJudged }) => (require('./exposure/text') as typeof import('./exposure/text')).renderExposure(lines, isJudged),
    json: () => (require('./exposure/json') as typeof import('./exposure/json')).renderExposuresJson,
    md: () => (require('./exposure/markdown') as typeof import('./exposure/markdown')).renderExposureMarkdown,
    html: () => (lines, options) => (require('./exposure/html') as typeof import('./exposure/html')).renderExposureHtml(lines, options),
    svg: () => (lines, options) => (require('./picture/exposure') as typeof import('./picture/exposure')).renderExposureSvg(lines, options),
  }),
  replay: forms<Replay, ReplayFormOptions>({
    txt: () => (replay, { all }) => (require('./replay/text') as typeof import('./replay/text')).renderReplayTxt(replay, all),
    json: () => (require('./replay/json') as typeof import('./replay/json')).renderReplayJson,
    md: () => (require('./replay/markdown') as typeof import('./replay/markdown')).renderReplayMarkdown,
    csv: () => (require('./replay/csv') as typeof import('./replay/csv')).renderReplayCsv,
    junit: () => (replay, { fails }) => (require('./replay/junit') as typeof import('./replay/junit')).renderReplayJunit(replay, fails),
  }),
  advice: forms<Advice>({
    txt: () => (require('./advice/text') as typeof import('./advice/text')).renderAdviceTxt,
    ts: () => ({ typescript }) => [typescript],
    yaml: () => ({ yaml }) => [yaml],
    json: () => (require('./advice/json') as typeof import('./advice/json')).renderAdviceJson,
    md: () => (require('./advice/markdown') as typeof import('./advice/markdown')).renderAdviceMarkdown,
  }),
  plan: forms<Plan>({
    txt: () => (require('./plan/text') as typeof import('./plan/text')).renderPlanTxt,
    json: () => (require('./plan/json') as typeof import('./plan/json')).renderPlanJson,
    md: () => (require('./plan/markdown') as typeof import('./plan/markdown')).renderPlanMarkdown,
  }),
  report: forms<Report>({
    html: () => (require('./report/html') as typeof import('./report/html')).renderReportHtml,
    json: () => (require('./report/json') as typeof import('./report/json')).renderReportJson,
    csv: () => (require('./report/csv') as typeof import('./report/csv')).renderRegisterCsv,
    svg: () => (require('./picture/report') as typeof import('./picture/report')).renderReportSvg,
  }),
} as const;

function forms<T, O = void>(loaders: Readonly<Record<string, () => (answer: T, options: O) => Iterable<string>>>): readonly Renderer<T, O>[] {
  return Object.entries(loaders).map(([form, load]) => renderer(form, load));
}
