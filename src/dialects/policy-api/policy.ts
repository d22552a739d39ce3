import { DIRECTIONS } from '../../model';
import type { Policy, PolicyLanguage, Stage } from '../../model';
import type { DecodeSink, RefusedPolicies } from '../dialect';
import { EVERY_POD } from '../every-pod';
import { fieldsOf } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkMetadata } from '../metadata';
import type { ObjectProblems } from '../object-problems';
import { POLICY_API_VERSIONS } from '../policy-api-versions';
import { Place } from '../place';
import { droppedLabels } from '../dropped-labels';
import { checkShape, hasShape } from '../shape';
import type { ApiShape } from '../shape';
import { decodeEndpoints } from './endpoints';
import type { Reports } from './reports';
import { decodeRules } from './rules';
import type { RuleForm } from './rules';

/** The group of all kinds of the API. */
export const GROUP = 'policy.networking.k8s.io';

/** The API project replaced v1alpha1 by v1alpha2 without a conversion: what objects of both do to one pod is written nowhere. */
export function versionOf(name: string): PolicyLanguage {
  return { name: `${GROUP}/${name}`, set: POLICY_API_VERSIONS };
}

/** What one kind of one version of the API has of its own. */
export interface KindForm {
  readonly language: PolicyLanguage;
  readonly shape: ApiShape;
  readonly subject: ApiShape;
  readonly rules: RuleForm;
  stageOf(spec: Fields): Stage;
  orderOf(spec: Fields): number;
  /** Reports what the structure does not say. */
  check?(object: Manifest, top: Place, problems: ObjectProblems): void;
  /** Why some channel of the definitions takes the policy and another one does not; reported among the doubts. */
  unsettled?(spec: Fields, place: Place, doubts: ObjectProblems): string | undefined;
}

const SUBJECT = ['spec', 'subject'];

/** Nearly all policies are in order: the places of their fields are worked out only where one is not. */
export function decodePolicy(object: Manifest, form: KindForm, sink: DecodeSink): Policy {
  const look = { problems: sink.problemsOf(object), doubts: sink.problemsOf(object) };
  const policy = readPolicy(object, form, sink, Place.NOWHERE, look);
  if (!look.problems.any && !look.doubts.any) return policy;
  const problems = sink.problemsOf(object, '; the API server refuses the policy, so what its pods may do is unknown');
  const doubts = sink.problemsOf(object, '; the API server stores it, but its meaning is not defined: what it does is unknown');
  return readPolicy(object, form, sink, Place.TOP, { problems, doubts });
}

function readPolicy(object: Manifest, form: KindForm, sink: DecodeSink, top: Place, reports: Reports): Policy {
  const { problems } = reports;
  checkShape(object.value, form.shape, 'pruned', top, problems);
  checkMetadata(object.metadata, top.at('metadata'), problems);
  form.check?.(object, top, problems);
  const spec = fieldsOf(object.value.spec);
  const place = top.at('spec');
  const subject = decodeSubject(spec, place, form, reports, sink.settings.refused);
  const rules = decodeRules(object, spec, place, form.rules, reports);
  const dropped = reports.doubts.hasDroppedLabel ? droppedLabels(spec, ['spec']) : [];
  const refused = problems.count > 0 && sink.settings.refused === 'unknown';
  const unsettled = form.unsettled?.(spec, place, reports.doubts);
  const unread = refused ? 'the API server refuses the policy' : subject.unreadable ? 'its subject cannot be read' : unsettled;
  return {
    stage: form.stageOf(spec),
    order: form.orderOf(spec),
    name: object.name,
    subject: subject.selector,
    subjectPath: SUBJECT,
    isolates: unread === undefined ? [] : DIRECTIONS,
    rules: unread === undefined ? rules : [],
    hostNetwork: 'never',
    ...(unread !== undefined && { unread }),
    ...(dropped.length > 0 && { droppedLabels: dropped }),
    language: form.language,
    origin: object.origin,
  };
}

/** What cannot be read may be about every pod. */
function decodeSubject(spec: Fields, place: Place, form: KindForm, { problems, doubts }: Reports, refused: RefusedPolicies) {
  const endpoints = decodeEndpoints(fieldsOf(spec.subject), place.at('subject'), doubts);
  const readable = problems.count === 0 || refused === 'as-read' || ((spec.subject ?? null) !== null && hasShape(spec.subject, form.subject, 'pruned'));
  return endpoints !== undefined && readable ? endpoints : { selector: EVERY_POD, unreadable: true };
}
