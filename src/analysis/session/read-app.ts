import type { IConstruct } from 'constructs';
import { mergeFacts, NO_FACTS } from '../facts/stated';
import { documentsOf } from './construct-document';
import { appFacts, materialize } from './materialize';
import { readManifests, readObjects, ReadOptions } from './read';
import type { AnalysisSession } from './session';

/** What an app would write, before it writes it: for answers without a position, and for findings, which name the construct. */
export function readApp(app: IConstruct, options: ReadOptions): { readonly session: AnalysisSession; placed(): AnalysisSession } {
  materialize(app);
  const documents = documentsOf(app);
  const known = { ...options, facts: mergeFacts(options.facts ?? NO_FACTS, appFacts(app)) };
  return {
    session: readObjects(documents.map(({ value }) => value), known),
    placed: () => readManifests(documents.map((document) => ({ value: document.value, document })), known),
  };
}
