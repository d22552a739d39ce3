/* eslint-disable @typescript-eslint/no-require-imports -- what is not asked costs no start-up time */
export { constructBehind, ConstructDocument } from './session/construct-document';
export { APP_MODEL } from './session/materialize';
export { notRenderedPaths } from './facts/not-rendered';
export { dayOf } from './own-files/day';
export { cniNamed } from './session/profile-named';
export { FENCE_PROOF, LEVELS } from './questions/check/levels';
export type { AnalysisSession } from './session/session';
export type { ReadOptions } from './session/read';
export type { FactOptions } from './facts/options';
export type { StatedFacts } from './facts/stated';
export type { MaterializedApp } from './session/materialize';
export type { NamedEnd } from './ends/ends';
export type { EndSpec, EndSpecs, ExceptionSpec, Statement } from './invariants/statement';
export type { InvariantFile } from './invariants/file';
export type { FlowSource, ResolvedTraffic } from './traffic/traffic';
export type { Focus } from './questions/list/focus';
export type { Asked } from './questions/evaluate/evaluate';
export type { CheckConfig } from './questions/check/config';
export type { Level } from './questions/check/levels';
export type { BaselineEntry } from './questions/check/baseline';
export type { Ignore } from './questions/check/ignores';
export type { OwnRule, OwnRuleInput, StatedRule } from './questions/check/own-rule';
export type { FenceOpening, FenceProof } from '../results/fence-proof';
export type { AdviseOptions } from './questions/advise/settings';
export type { BlastSettings } from './questions/blast/blast';
export type { Exception } from './questions/expect/expectations';
export type { Manifest } from '../dialects';

/**
 * The door of the analysis: one function for each question, and what reads their input. All code outside of this folder imports from here.
 *
 * A module is loaded when one of its functions is called first.
 */
function lazy<F extends (...given: any[]) => unknown>(load: () => F): F {
  return ((...given: unknown[]) => load()(...given)) as F;
}

// Reading: input, configuration, recorded traffic, invariants
export const readPaths = lazy(() => (require('./session/read') as typeof import('./session/read')).readPaths);
export const readText = lazy(() => (require('./session/read') as typeof import('./session/read')).readText);
export const readTexts = lazy(() => (require('./session/read') as typeof import('./session/read')).readTexts);
export const readApp = lazy(() => (require('./session/read-app') as typeof import('./session/read-app')).readApp);
export const findEnd = lazy(() => (require('./ends/ends') as typeof import('./ends/ends')).findEnd);
export const parsePacket = lazy(() => (require('./ends/packets') as typeof import('./ends/packets')).parsePacket);
export const sessionOfThings = lazy(() => (require('./session/gather') as typeof import('./session/gather')).sessionOfThings);
export const sessionOfObjects = lazy(() => (require('./session/gather') as typeof import('./session/gather')).sessionOfObjects);
export const readTraffic = lazy(() => (require('./traffic/traffic') as typeof import('./traffic/traffic')).readTraffic);
export const readTrafficAtOnce = lazy(() => (require('./traffic/traffic') as typeof import('./traffic/traffic')).readTrafficAtOnce);
export const readInvariants = lazy(() => (require('./invariants/file') as typeof import('./invariants/file')).readInvariants);
export const readInvariantFile = lazy(() => (require('./invariants/file') as typeof import('./invariants/file')).readInvariantFile);
export const checkId = lazy(() => (require('./invariants/statement') as typeof import('./invariants/statement')).checkId);
export const parseInvariantTraffic = lazy(() => (require('./invariants/statement') as typeof import('./invariants/statement')).parseTraffic);
export const readyMade = lazy(() => (require('./invariants/ready-made') as typeof import('./invariants/ready-made')).readyMade);
export const addressesEnd = lazy(() => (require('./invariants/addresses') as typeof import('./invariants/addresses')).addressesEnd);
export const readConfigFile = lazy(() => (require('./questions/check/config-file') as typeof import('./questions/check/config-file')).readConfigFile);
export const readEnvironment = lazy(() => (require('./facts/environment') as typeof import('./facts/environment')).readEnvironment);
export const configPath = lazy(() => (require('./own-files/config-path') as typeof import('./own-files/config-path')).configPath);
export const optionFacts = lazy(() => (require('./facts/options') as typeof import('./facts/options')).optionFacts);
export const givenFacts = lazy(() => (require('./facts/given') as typeof import('./facts/given')).givenFacts);
export const mergeFacts = lazy(() => (require('./facts/stated') as typeof import('./facts/stated')).mergeFacts);
export const withFacts = lazy(() => (require('./session/with-facts') as typeof import('./session/with-facts')).withFacts);
export const configuredBy = lazy(() => (require('./questions/check/config-file') as typeof import('./questions/check/config-file')).configuredBy);
export const rulesOfModules = lazy(() => (require('./questions/check/config-file') as typeof import('./questions/check/config-file')).rulesOfModules);
export const givenRules = lazy(() => (require('./questions/check/rule-modules') as typeof import('./questions/check/rule-modules')).givenRules);
export const readBaseline = lazy(() => (require('./questions/check/baseline') as typeof import('./questions/check/baseline')).readBaseline);
export const isAcceptable = lazy(() => (require('./questions/check/baseline') as typeof import('./questions/check/baseline')).isAcceptable);
export const writeBaseline = lazy(() => (require('./questions/check/baseline') as typeof import('./questions/check/baseline')).writeBaseline);
export const ignoreOf = lazy(() => (require('./questions/check/ignores') as typeof import('./questions/check/ignores')).ignoreOf);
export const isExpired = lazy(() => (require('./questions/check/ignores') as typeof import('./questions/check/ignores')).isExpired);
export const readAcceptances = lazy(() => (require('./questions/diff/accept') as typeof import('./questions/diff/accept')).readAcceptances);
export const faultOf = lazy(() => (require('./own-files/read') as typeof import('./own-files/read')).faultOf);
export const refuseProblems = lazy(() => (require('./own-files/read') as typeof import('./own-files/read')).refuseProblems);
export const readReplayIgnores = lazy(() => (require('./questions/replay/ignores') as typeof import('./questions/replay/ignores')).readReplayIgnores);

// list
export const list = lazy(() => (require('./questions/list/listing') as typeof import('./questions/list/listing')).list);
export const focusProblems = lazy(() => (require('./questions/list/unmatched-names') as typeof import('./questions/list/unmatched-names')).focusProblems);
export const verdictLines = lazy(() => (require('./questions/list/verdicts') as typeof import('./questions/list/verdicts')).verdictLines);
export const matrixOf = lazy(() => (require('./questions/list/matrix') as typeof import('./questions/list/matrix')).matrixOf);
export const hiddenPairs = lazy(() => (require('./questions/list/hidden') as typeof import('./questions/list/hidden')).hiddenPairs);
export const deviationsFromSpec = lazy(
  () => (require('./questions/list/deviations') as typeof import('./questions/list/deviations')).deviationsFromSpec,
);
export const workloadsOf = lazy(() => (require('./questions/list/workloads') as typeof import('./questions/list/workloads')).workloadsOf);
export const statisticsOf = lazy(() => (require('./questions/list/workloads') as typeof import('./questions/list/workloads')).statisticsOf);

// evaluate
export const evaluate = lazy(() => (require('./questions/evaluate/evaluate') as typeof import('./questions/evaluate/evaluate')).ask);
export const answer = lazy(() => (require('./ends/answer') as typeof import('./ends/answer')).answer);
export const reach = lazy(() => (require('./questions/evaluate/reach') as typeof import('./questions/evaluate/reach')).reach);

// check
export const check = lazy(() => (require('./questions/check/check') as typeof import('./questions/check/check')).runCheck);
export const missingFacts = lazy(() => (require('./questions/check/missing-facts') as typeof import('./questions/check/missing-facts')).missingFacts);
export const isAtLeast = lazy(() => (require('./questions/check/check') as typeof import('./questions/check/check')).isAtLeast);
export const hasRuleError = lazy(() => (require('./questions/check/check') as typeof import('./questions/check/check')).hasRuleError);
export const provenances = lazy(() => (require('./questions/check/sources') as typeof import('./questions/check/sources')).provenances);

// explain
export const explain = lazy(() => (require('./questions/explain/explain') as typeof import('./questions/explain/explain')).explain);
export const explainIsolation = lazy(
  () => (require('./questions/explain/isolation') as typeof import('./questions/explain/isolation')).explainIsolation,
);

// diff
export const diff = lazy(() => (require('./questions/diff/exposure') as typeof import('./questions/diff/exposure')).diffWithExposure);
export const diffOfExposure = lazy(() => (require('./questions/diff/exposure') as typeof import('./questions/diff/exposure')).diffOfExposure);
export const newlyExposed = lazy(() => (require('./questions/diff/exposure') as typeof import('./questions/diff/exposure')).newlyExposed);
export const compatibleDiff = lazy(() => (require('./questions/diff/compatible') as typeof import('./questions/diff/compatible')).compatibleDiff);
export const judgeChanges = lazy(() => (require('./questions/diff/accept') as typeof import('./questions/diff/accept')).judge);

// blast
export const blast = lazy(() => (require('./questions/blast/blast') as typeof import('./questions/blast/blast')).blast);
export const blastSizes = lazy(() => (require('./questions/blast/blast') as typeof import('./questions/blast/blast')).blastSizes);
export const blastChange = lazy(() => (require('./questions/blast/blast') as typeof import('./questions/blast/blast')).blastChange);

// prove
export const prove = lazy(() => (require('./questions/prove/prove') as typeof import('./questions/prove/prove')).prove);
export const proveFence = lazy(() => (require('./questions/prove/fence') as typeof import('./questions/prove/fence')).proveFence);

// exposure
export const exposure = lazy(() => (require('./questions/exposure/exposure') as typeof import('./questions/exposure/exposure')).exposureOf);
export const exposureLines = lazy(
  () => (require('./questions/exposure/compatible') as typeof import('./questions/exposure/compatible')).exposureLines,
);

// replay
export const liveReplay = lazy(() => (require('./questions/replay/live') as typeof import('./questions/replay/live')).liveReplay);
export const replay = lazy(() => (require('./questions/replay/replay') as typeof import('./questions/replay/replay')).replay);

// advise and plan
export const advise = lazy(() => (require('./questions/advise/advise') as typeof import('./questions/advise/advise')).advise);
export const plan = lazy(() => (require('./questions/plan/plan') as typeof import('./questions/plan/plan')).planRollout);

// report
export const reportOf = lazy(() => (require('./questions/report/report') as typeof import('./questions/report/report')).reportOf);

// Expectations of tests
export const endsNamed = lazy(() => (require('./questions/expect/expectations') as typeof import('./questions/expect/expectations')).endsNamed);
export const expectReach = lazy(() => (require('./questions/expect/expectations') as typeof import('./questions/expect/expectations')).reaches);
export const expectIsolated = lazy(() => (require('./questions/expect/expectations') as typeof import('./questions/expect/expectations')).isolated);
export const expectOnly = lazy(() => (require('./questions/expect/expectations') as typeof import('./questions/expect/expectations')).only);
