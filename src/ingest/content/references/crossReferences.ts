import type { IsoDate } from '#model/time/date.ts';
import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source, Unread } from '#ingest/content/source.ts';
import { futureDates } from '#ingest/dates/futureDates.ts';
import { aliasReferences } from './aliasReferences.ts';
import { anchorReferences } from './anchorReferences.ts';
import { circles } from './circles.ts';
import { duplicates } from './duplicates.ts';
import { comparedLines, fieldReferences, phaseOfPlaybook } from './fieldReferences.ts';
import { gateReferences } from './gateReferences.ts';
import { goalReferences } from './goalReferences.ts';
import { Known } from './known.ts';
import { metricReferences } from './metricReferences.ts';
import { provedReferences } from './provedReferences.ts';
import { resetReferences } from './resetReferences.ts';
import { revisionReferences } from './revisionReferences.ts';
import { textReferences } from './textReferences.ts';
import { wordReferences } from './wordReferences.ts';

interface Named {
  exportNames: readonly string[];
  today: IsoDate;
  /** Records that are there and could not be read. */
  unread?: readonly Unread[];
}

/** Every id that a field or a prop names exists, nothing is in a circle, and nothing is signed in the future. */
export function crossReferences(
  content: Content,
  sources: readonly Source[],
  { exportNames, today, unread = [] }: Named,
): Problem[] {
  const known = new Known(content, exportNames, unread);
  return distinct([
    ...sources.flatMap((source) => [
      ...fieldReferences(source, known),
      ...textReferences(source, known),
      ...phaseOfPlaybook(source, content, known),
      ...comparedLines(source, known),
    ]),
    ...metricReferences(content, sources, known),
    ...goalReferences(content, sources),
    ...gateReferences(content, sources),
    ...futureDates(content, sources, today),
    ...circles(content, sources),
    ...duplicates(sources),
    ...resetReferences(content, sources),
    ...aliasReferences(content, sources),
    ...anchorReferences(content, sources),
    ...wordReferences(content, sources),
    ...provedReferences(content.playbooks, sources, today),
    ...revisionReferences(content.playbooks, sources),
  ]);
}

/** A shared part is in many texts, and wrong once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
