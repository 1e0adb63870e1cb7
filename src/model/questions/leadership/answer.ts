import { longDate } from '#model/time/date.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Answer } from '#model/portal.ts';

export function answer(
  question: string,
  text: string,
  href: string,
  more: Partial<Pick<Answer, 'number' | 'tone' | 'source'>> = {},
): Answer {
  return { question, answer: text, href, number: null, tone: 'neutral', source: null, ...more };
}

/** `10 decisions`: a figure with its noun, so that it can stand alone. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

export function sourceOf(state: MetricState | null): string | null {
  return state?.extracted
    ? `${state.export?.contract.title ?? state.metric.title}, ${longDate(state.extracted)}`
    : null;
}

export function initiativeTitle(
  initiatives: readonly { id: string; title: string }[],
  id: string,
): string {
  return initiatives.find((initiative) => initiative.id === id)?.title ?? id;
}
