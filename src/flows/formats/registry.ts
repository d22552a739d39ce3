import type { FlowFormat } from '../observation';
import { ANTREA } from './antrea';
import { AWS } from './aws';
import { CALICO_ENTERPRISE } from './calico-enterprise';
import { GENERIC_CSV } from './csv';
import { GENERIC_JSON } from './flow-record';
import { GKE } from './gke';
import { HUBBLE } from './hubble/hubble';
import { HUBBLE_TEXT } from './hubble/text';
import { INSPEKTOR_GADGET } from './inspektor-gadget';
import { NETOBSERV } from './netobserv';
import { NETWORK_NEIGHBORHOOD } from './network-neighborhood';
import { WHISKER } from './whisker';

/** All forms that are read; the first that fits a line is the form of its file. */
export const FLOW_FORMATS: readonly FlowFormat[] = [
  HUBBLE,
  HUBBLE_TEXT,
  CALICO_ENTERPRISE,
  WHISKER,
  INSPEKTOR_GADGET,
  NETWORK_NEIGHBORHOOD,
  AWS,
  GKE,
  NETOBSERV,
  ANTREA,
  GENERIC_JSON,
  GENERIC_CSV,
];
