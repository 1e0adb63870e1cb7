import { planSide } from '#model/goal/planSide.ts';
import { formatValue } from '#model/words/format.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer, sourceOf } from './answer.ts';

export function course({ goals }: Computed): Answer {
  const question = 'Are we on course for the North Star?';
  const star = goals.find((state) => state.isNorthStar);
  if (!star)
    return answer(question, 'No North Star is named: set northStar in portfolio.yaml.', 'goals/', {
      tone: 'unknown',
    });
  const tone =
    star.moving === 'worsening' || (star.metric && planSide(star.metric) === 'behind')
      ? 'bad'
      : star.moving === 'improving'
        ? 'good'
        : 'unknown';
  return answer(question, star.course, `goals/${star.goal.id}/`, {
    number: star.metric ? formatValue(star.metric.metric, star.metric.all.latest?.value) : null,
    tone,
    source: sourceOf(star.metric),
  });
}
