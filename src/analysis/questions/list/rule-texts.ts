import type { Decision } from '../../../engine';
import type { Direction } from '../../../model';
import { decidingRuleOf } from '../../ends/answer';
import type { DecidingRule } from '../../../results/deciding-rule';

/** Descriptions of what decided, each made once, because it is slow to find the place of a rule in its file. */
export class RuleTexts {
  private readonly known = new Map<object, Map<string, DecidingRule>>();

  public of(direction: Direction, decision: Decision): DecidingRule {
    const subject = decision.rule ?? decision.policy;
    let texts = this.known.get(subject);
    if (texts === undefined) this.known.set(subject, (texts = new Map()));
    const key = `${direction} ${decision.effect}`;
    let text = texts.get(key);
    if (text === undefined) texts.set(key, (text = decidingRuleOf(direction, decision)));
    return text;
  }
}
