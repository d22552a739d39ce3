/* eslint-disable @typescript-eslint/no-require-imports -- what is not asked costs no start-up time */
export { readPaths, readText, readTexts } from './session/read';
export { readApp } from './session/read-app';
export { constructBehind, ConstructDocument } from './session/construct-document';
export { APP_MODEL } from './session/materialize';
export { cniNamed, profileNamed } from './session/profile-named';
export { findEnd } from './ends/ends';
export { parsePacket } from './ends/packets';
export { FENCE_PROOF, LEVELS } from './questions/check/levels';
export type { AnalysisSession } from './session/session';
export type { ReadOptions } from './session/read';
export type { MaterializedApp } from './session/materialize';
export type { NamedEnd } from './ends/ends';
export type { Packet } from './ends/packets';
export type { EndSpec, EndSpecs, ExceptionSpec, Statement } from './invariants/statement';
export type { InvariantFile } from './invariants/file';
export type { FlowSource, Traffic } from './traffic/traffic';
export type { Focus } from './questions/list/focus';
export type { Listing } from './questions/list/listing';
export type { Asked } from './questions/evaluate/evaluate';
export type { CheckConfig } from './questions/check/config';
export type { Level } from './questions/check/levels';
export type { BaselineEntry } from './questions/check/baseline';
export type { Ignore } from './questions/check/ignores';
export type { OwnRule, OwnRuleInput, StatedRule } from './questions/check/own-rule';
export type { Acceptance } from './questions/diff/accept';
export type { FenceProof } from './questions/prove/fence';
export type { AdviseOptions } from './questions/advise/settings';
export type { BlastSettings } from './questions/blast/blast';
export type { Evidence, Exception, ExpectationResult } from './questions/expect/expectations';
export type { Manifest } from '../dialects';

/**
 * The door of the analysis: one function for each question, and what reads their input. All code outside of this folder imports from here.
 *
 * A module is loaded when one of its functions is called first.
 */
function lazy<M extends Record<K, (...given: any[]) => unknown>, K extends keyof M>(load: () => M, name: K): M[K] {
  return ((...given: unknown[]) => load()[name](...given)) as M[K];
}

const loadGather = () => require('./session/gather') as typeof import('./session/gather');
const loadTraffic = () => require('./traffic/traffic') as typeof import('./traffic/traffic');
const loadOwnFilesRead = () => require('./own-files/read') as typeof import('./own-files/read');
const loadStatement = () => require('./invariants/statement') as typeof import('./invariants/statement');
const loadInvariantsFile = () => require('./invariants/file') as typeof import('./invariants/file');
const loadInvariantsReadyMade = () => require('./invariants/ready-made') as typeof import('./invariants/ready-made');
const loadInvariantsAddresses = () => require('./invariants/addresses') as typeof import('./invariants/addresses');
const loadCheckConfigFile = () => require('./questions/check/config-file') as typeof import('./questions/check/config-file');
const loadCheckRuleModules = () => require('./questions/check/rule-modules') as typeof import('./questions/check/rule-modules');
const loadCheckBaseline = () => require('./questions/check/baseline') as typeof import('./questions/check/baseline');
const loadCheckIgnores = () => require('./questions/check/ignores') as typeof import('./questions/check/ignores');
const loadDiffAccept = () => require('./questions/diff/accept') as typeof import('./questions/diff/accept');
const loadReplayIgnores = () => require('./questions/replay/ignores') as typeof import('./questions/replay/ignores');
const loadListListing = () => require('./questions/list/listing') as typeof import('./questions/list/listing');
const loadListVerdicts = () => require('./questions/list/verdicts') as typeof import('./questions/list/verdicts');
const loadListMatrix = () => require('./questions/list/matrix') as typeof import('./questions/list/matrix');
const loadListHidden = () => require('./questions/list/hidden') as typeof import('./questions/list/hidden');
const loadListDeviations = () => require('./questions/list/deviations') as typeof import('./questions/list/deviations');
const loadListWorkloads = () => require('./questions/list/workloads') as typeof import('./questions/list/workloads');
const loadEvaluate = () => require('./questions/evaluate/evaluate') as typeof import('./questions/evaluate/evaluate');
const loadEndsAnswer = () => require('./ends/answer') as typeof import('./ends/answer');
const loadEvaluateReach = () => require('./questions/evaluate/reach') as typeof import('./questions/evaluate/reach');
const loadCheck = () => require('./questions/check/check') as typeof import('./questions/check/check');
const loadCheckSources = () => require('./questions/check/sources') as typeof import('./questions/check/sources');
const loadExplain = () => require('./questions/explain/explain') as typeof import('./questions/explain/explain');
const loadExplainIsolation = () => require('./questions/explain/isolation') as typeof import('./questions/explain/isolation');
const loadDiffExposure = () => require('./questions/diff/exposure') as typeof import('./questions/diff/exposure');
const loadDiffCompatible = () => require('./questions/diff/compatible') as typeof import('./questions/diff/compatible');
const loadBlast = () => require('./questions/blast/blast') as typeof import('./questions/blast/blast');
const loadProve = () => require('./questions/prove/prove') as typeof import('./questions/prove/prove');
const loadProveFence = () => require('./questions/prove/fence') as typeof import('./questions/prove/fence');
const loadExposure = () => require('./questions/exposure/exposure') as typeof import('./questions/exposure/exposure');
const loadExposureCompatible = () => require('./questions/exposure/compatible') as typeof import('./questions/exposure/compatible');
const loadReplay = () => require('./questions/replay/replay') as typeof import('./questions/replay/replay');
const loadReplayUncertainties = () => require('./questions/replay/uncertainties') as typeof import('./questions/replay/uncertainties');
const loadAdvise = () => require('./questions/advise/advise') as typeof import('./questions/advise/advise');
const loadPlan = () => require('./questions/plan/plan') as typeof import('./questions/plan/plan');
const loadExpectExpectations = () => require('./questions/expect/expectations') as typeof import('./questions/expect/expectations');

// Reading: input, configuration, recorded traffic, invariants
export const sessionOfThings = lazy(loadGather, 'sessionOfThings');
export const sessionOfObjects = lazy(loadGather, 'sessionOfObjects');
export const readTraffic = lazy(loadTraffic, 'readTraffic');
export const readTrafficAtOnce = lazy(loadTraffic, 'readTrafficAtOnce');
export const readInvariants = lazy(loadInvariantsFile, 'readInvariants');
export const readInvariantFile = lazy(loadInvariantsFile, 'readInvariantFile');
export const checkId = lazy(loadStatement, 'checkId');
export const parseInvariantTraffic = lazy(loadStatement, 'parseTraffic');
export const readyMade = lazy(loadInvariantsReadyMade, 'readyMade');
export const addressesOf = lazy(loadInvariantsAddresses, 'addressesOf');
export const readConfigFile = lazy(loadCheckConfigFile, 'readConfigFile');
export const configuredBy = lazy(loadCheckConfigFile, 'configuredBy');
export const rulesOfModules = lazy(loadCheckConfigFile, 'rulesOfModules');
export const givenRules = lazy(loadCheckRuleModules, 'givenRules');
export const readBaseline = lazy(loadCheckBaseline, 'readBaseline');
export const writeBaseline = lazy(loadCheckBaseline, 'writeBaseline');
export const ignoreOf = lazy(loadCheckIgnores, 'ignoreOf');
export const isExpired = lazy(loadCheckIgnores, 'isExpired');
export const readAcceptances = lazy(loadDiffAccept, 'readAcceptances');
export const faultOf = lazy(loadOwnFilesRead, 'faultOf');
export const refuseProblems = lazy(loadOwnFilesRead, 'refuseProblems');
export const readReplayIgnores = lazy(loadReplayIgnores, 'readReplayIgnores');

// list
export const list = lazy(loadListListing, 'list');
export const verdictLines = lazy(loadListVerdicts, 'verdictLines');
export const matrixOf = lazy(loadListMatrix, 'matrixOf');
export const hiddenUnknown = lazy(loadListHidden, 'hiddenUnknown');
export const deviationsFromSpec = lazy(loadListDeviations, 'deviationsFromSpec');
export const workloadsOf = lazy(loadListWorkloads, 'workloadsOf');
export const statisticsOf = lazy(loadListWorkloads, 'statisticsOf');

// evaluate
export const evaluate = lazy(loadEvaluate, 'ask');
export const answer = lazy(loadEndsAnswer, 'answer');
export const reach = lazy(loadEvaluateReach, 'reach');

// check
export const check = lazy(loadCheck, 'runCheck');
export const isAtLeast = lazy(loadCheck, 'isAtLeast');
export const hasRuleError = lazy(loadCheck, 'hasRuleError');
export const provenances = lazy(loadCheckSources, 'provenances');

// explain
export const explain = lazy(loadExplain, 'explain');
export const explainIsolation = lazy(loadExplainIsolation, 'explainIsolation');

// diff
export const diff = lazy(loadDiffExposure, 'diffWithExposure');
export const compatibleDiff = lazy(loadDiffCompatible, 'compatibleDiff');
export const judgeChanges = lazy(loadDiffAccept, 'judge');

// blast
export const blast = lazy(loadBlast, 'blast');
export const blastSizes = lazy(loadBlast, 'blastSizes');
export const blastChange = lazy(loadBlast, 'blastChange');

// prove
export const prove = lazy(loadProve, 'prove');
export const proveFence = lazy(loadProveFence, 'proveFence');

// exposure
export const exposure = lazy(loadExposure, 'exposureOf');
export const exposureLines = lazy(loadExposureCompatible, 'exposureLines');

// replay
export const replay = lazy(loadReplay, 'replay');
export const uncertaintiesOf = lazy(loadReplayUncertainties, 'uncertaintiesOf');

// advise and plan
export const advise = lazy(loadAdvise, 'advise');
export const plan = lazy(loadPlan, 'planRollout');

// Expectations of tests
export const endsNamed = lazy(loadExpectExpectations, 'endsNamed');
export const expectReach = lazy(loadExpectExpectations, 'reaches');
export const expectIsolated = lazy(loadExpectExpectations, 'isolated');
export const expectOnly = lazy(loadExpectExpectations, 'only');
