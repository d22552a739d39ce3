import type { Direction } from '../../model';
import { TrafficDirection } from '../../results/enums';

const DIRECTION: Readonly<Record<Direction, TrafficDirection>> = { ingress: TrafficDirection.INGRESS, egress: TrafficDirection.EGRESS };

/** A direction as answers have it. */
export function directionOf(direction: Direction): TrafficDirection {
  return DIRECTION[direction];
}
