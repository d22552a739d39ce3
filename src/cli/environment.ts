import { statSync } from 'fs';
import { configPath, faultOf, InvariantFile, mergeFacts, optionFacts, readEnvironment, StatedFacts } from '../analysis';
import { escapeLog } from '../text/escape';
import { faultLines } from './fix-line';
import type { Io } from './io';
import type { ParsedArguments } from './option';

const OPTIONS = { podRanges: 'pod-range', apiServer: 'api-server', dns: 'dns', cni: 'cni' } as const;

/** What is stated about the cluster, by options and then by the configuration, which is named on stderr. */
export function factsOf(given: ParsedArguments, io: Io): StatedFacts {
  const file = configPath(given.value('config'), isFile);
  const options = factsOfOptions(given);
  if (file === undefined) return options;
  nameConfiguration(file, given, io);
  return mergeFacts(options, readEnvironment(file).facts);
}

/** Asked here, so that a folder without a configuration costs no more. */
function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

/** What the options of a command state about the cluster. */
export function factsOfOptions(given: ParsedArguments): StatedFacts {
  const [dns, cni] = [given.value(OPTIONS.dns), given.value(OPTIONS.cni)];
  const podRanges = given.values(OPTIONS.podRanges);
  const lists = { ...(podRanges.length > 0 && { podRanges }), apiServer: given.values(OPTIONS.apiServer) };
  return optionFacts({ ...lists, ...(dns !== undefined && { dns }), ...(cni !== undefined && { cni }) }, (option) => `\`--${OPTIONS[option]}\``);
}

/** Says which configuration is used. */
export function nameConfiguration(file: string, given: ParsedArguments, io: Io): void {
  if (!given.has('quiet')) io.err(`configuration: ${escapeLog(file)}\n`);
}

/** Says what reads oddly in a file of invariants. */
export function noticesOf(file: InvariantFile | undefined, given: ParsedArguments, io: Io): void {
  if (given.has('quiet')) return;
  for (const notice of file?.notices ?? []) io.err(faultLines(notice.code, faultOf(notice)));
}
