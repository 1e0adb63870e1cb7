import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FORECASTS_FILE, forecastsText } from '#ingest/content/keptForecasts.ts';
import { computePortal } from '#model/computePortal.ts';
import { ProblemsFound } from '#model/problem.ts';
import type { Portal } from '#model/portal.ts';
import type { KeptForecasts } from '#model/record/keptForecasts.ts';
import { CIVIL } from '#model/time/calendar.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodDistance, periodStart, shiftPeriod } from '#model/time/period.ts';
import { countOf } from '#model/words/format.ts';
import { readPortfolio, type Sources } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';

const HELP = `trilens forecast [options]

Makes the forecasts that builds on the first day of each month would have made, from what was known on that day, and scores them.
They are kept in content/forecasts.json, which a build reads: a portfolio without earlier builds then says how true its forecasts
are. Each is marked as made afterwards, since texts, targets and planned dates are those of today.

${SOURCE_HELP}
  --since MONTH    the first of these months, 2025-10  (default: twelve months before the day of judgement)`;

const OPTIONS = { ...SOURCE_OPTIONS, since: { type: 'string' } } as const;
const MONTHS = 12;
/** Longer ago the records are those of another programme. */
const MOST_MONTHS = 120;

/** Writes what would have been forecast, and prints how much of it came true. */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const since = monthOf(values.since);
  const sources = {
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
  };
  const { asOf } = (await judged(sources, undefined)).portfolio;
  let kept: KeptForecasts = { forecasts: [], courses: [] };
  for (const day of firstDays(since, asOf)) {
    const { foresight } = await judged({ ...sources, asOf: day }, kept);
    kept = {
      courses: foresight.courses,
      forecasts: foresight.forecasts.kept.map((one) => ({ ...one, afterwards: true as const })),
    };
  }
  const file = join(sources.contentDir, FORECASTS_FILE);
  await writeFile(file, forecastsText(kept));
  console.log(`Wrote ${file}: ${countOf(kept.forecasts.length, 'forecast')}.`);
  const { foresight } = await judged({ ...sources, asOf }, kept);
  for (const { sentence } of foresight.forecasts.scores) console.log(sentence);
  return 0;
}

/** The portal of a day that knows these forecasts and none of a file. */
async function judged(sources: Sources, kept: KeptForecasts | undefined): Promise<Portal> {
  const { portfolio, problems } = await readPortfolio(sources);
  if (!portfolio) throw new ProblemsFound(problems);
  return computePortal({ ...portfolio, kept });
}

function monthOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new UsageError(`--since is "${text}"; it must be a month such as 2025-10.`);
  return text;
}

/** First days of months up to a day, which itself belongs to the build; months of the civil calendar, whatever the fiscal year. */
function firstDays(since: string | null, asOf: IsoDate): IsoDate[] {
  const later = (day: IsoDate, months: number) => shiftPeriod(day, 'month', months, CIVIL);
  const last = periodStart(asOf, 'month', CIVIL);
  const first = since === null ? later(last, -MONTHS) : `${since}-01`;
  const months = periodDistance(first, last, 'month', CIVIL);
  if (months < 0 || months > MOST_MONTHS)
    throw new UsageError(
      `--since is "${since}"; it must be a month within the ${MOST_MONTHS / 12} years before ${asOf}.`,
    );
  return Array.from({ length: months + 1 }, (_, at) => later(first, at)).filter(
    (day) => day < asOf,
  );
}
