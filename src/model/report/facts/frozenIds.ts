import type { Facts } from '#model/record/facts.ts';
import type { FrozenFacts } from './freeze.ts';

/** Every record that a facts file holds, as `metric/scrap`: what its report may name, whether or not it is still in the portfolio. */
export function frozenIds(facts: Facts): Set<string> {
  const { portfolio, metrics, goals, initiatives, reviews } = (facts as FrozenFacts).shown;
  return new Set([
    ...metrics.map((state) => `metric/${state.metric.id}`),
    ...goals.map((state) => `goal/${state.goal.id}`),
    ...initiatives.map((state) => `initiative/${state.initiative.id}`),
    ...reviews.map((review) => `review/${review.review.id}`),
    ...portfolio.roadmap.map((item) => `item/${item.id}`),
    ...portfolio.exports.map(({ contract }) => `export/${contract.name}`),
    ...portfolio.sites.flatMap((site) => [
      `site/${site.id}`,
      ...(site.lines ?? []).map((line) => `line/${line.id}`),
    ]),
  ]);
}
