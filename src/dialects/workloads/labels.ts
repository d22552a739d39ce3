import type { Labels } from '../../sets';
import type { DecodeSink } from '../dialect';
import { isFields } from '../manifest';
import type { Fields, Manifest } from '../manifest';
import { checkLabels, isLabel } from '../metadata';
import type { Place } from '../place';
import { quote } from '../../text/quote';

const NONE: Labels = Object.freeze({});

/** The labels of an object; the object of the input itself where it is in order, for there may be millions. */
export function decodeLabels(value: unknown, place: () => Place, object: Manifest, sink: DecodeSink): Labels {
  if (value === undefined || value === null) return NONE;
  if (isFields(value) && areLabels(value)) return value;
  const problems = sink.problemsOf(object);
  if (!isFields(value)) {
    problems.add('wrong-type', place(), `must be an object of texts, got ${quote(value)}`);
    return NONE;
  }
  checkLabels(value, place(), problems);
  const labels: [string, string][] = [];
  for (const key of Object.keys(value)) {
    const label = value[key] ?? '';
    if (typeof label === 'string') labels.push([key, label]);
    else problems.add('wrong-type', place(), `has the value ${quote(label)}, which must be a text`, 'put it in quotes', key);
  }
  return Object.fromEntries(labels);
}

function areLabels(value: Fields): value is Labels {
  for (const key in value) if (!isLabel(key, value[key])) return false;
  return true;
}
