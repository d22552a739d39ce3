import type { FlowFormat } from '../observation';
import { AWS } from './aws';
import { GENERIC_CSV } from './csv';
import { GENERIC_JSON } from './flow-record';
import { HUBBLE } from './hubble/hubble';
import { INSPEKTOR_GADGET } from './inspektor-gadget';
import { NETWORK_NEIGHBORHOOD } from './network-neighborhood';
import { WHISKER } from './whisker';

/** All forms that are read; the first that fits a line is the form of its file. */
export const FLOW_FORMATS: readonly FlowFormat[] = [
  HUBBLE,
  WHISKER,
  INSPEKTOR_GADGET,
  NETWORK_NEIGHBORHOOD,
  AWS,
  GENERIC_JSON,
  GENERIC_CSV,
];
