import type { Mistake } from '../mistake';
import { DIRECTION_MISTAKES } from './directions';
import { DNS_MISTAKES } from './dns';
import { FORM_MISTAKES } from './forms';
import { OPENNESS_MISTAKES } from './openness';
import { PORT_MISTAKES } from './ports';
import { SELECTOR_MISTAKES } from './selectors';
import { SURROUNDING_MISTAKES } from './surroundings';

/** By what they are about. */
export const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  'selectors': SELECTOR_MISTAKES,
  'ports': PORT_MISTAKES,
  'DNS': DNS_MISTAKES,
  'what is open': OPENNESS_MISTAKES,
  'directions and isolation': DIRECTION_MISTAKES,
  'other objects': SURROUNDING_MISTAKES,
  'forms': FORM_MISTAKES,
};
