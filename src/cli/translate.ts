import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nameOf } from '#model/language/tag.ts';
import { translationWork, type Work } from '#model/language/work.ts';
import { nearest, problemLine } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { readPortfolio } from '#site/compose.ts';
import { asOfDate, readOptions, SOURCE_HELP, SOURCE_OPTIONS, UsageError } from './options.ts';
import { jsonText, readExchange, xliffText } from './translate/exchange.ts';
import { jobOf, translated } from './translate/units.ts';

const HELP = `trilens translate [LANGUAGE] [options]

Lists the texts that are not translated, or whose source has changed since, each with the hash of its source for translationOf.
With --export they are written for a translator, with --import what comes back becomes files beside the sources. A text is
written when every part of it is translated, and its source is the one that was exported.

${SOURCE_HELP}
  --export FILE    write the texts of one language: XLIFF 2.0 for .xlf and .xliff, JSON for .json
  --import FILE    read them back, and write x.de.mdx beside x.mdx`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  export: { type: 'string' },
  import: { type: 'string' },
} as const;

/** 0: listed, written or read back; 1: problems, or texts that were not whole. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, OPTIONS, 'names');
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { portfolio, problems } = await readPortfolio({
    contentDir: resolve(values.content),
    dataDir: resolve(values.data),
    cacheDir: resolve(values.cache),
    asOf: asOfDate(values['as-of']),
    drafts: true,
  });
  if (!portfolio) {
    for (const problem of problems) console.error(problemLine(problem));
    return 1;
  }
  const languages = portfolio.settings.languages?.slice(1) ?? [];
  if (languages.length === 0)
    throw new UsageError(
      'This portfolio has one language. Name others in portfolio.yaml, that of the source first: languages: [en, de].',
    );
  const [language, ...more] = positionals;
  if (more.length > 0)
    throw new UsageError('trilens translate takes one language: trilens translate de');
  if (language !== undefined && !languages.includes(language)) {
    const near = nearest(language, languages);
    throw new UsageError(
      `"${language}" is not a language to translate into.${near ? ` Did you mean "${near}"?` : ''} Allowed: ${languages.join(', ')}.`,
    );
  }
  if (values.import !== undefined)
    return importTexts(portfolio, values.import, resolve(values.content));
  const work = translationWork(portfolio).filter(
    (one) => language === undefined || one.language === language,
  );
  if (values.export === undefined) return list(work);
  if (language === undefined)
    throw new UsageError(
      `--export writes one language: trilens translate ${languages[0]} --export FILE`,
    );
  return exportTexts(portfolio, work, { file: values.export, language });
}

function list(work: readonly Work[]): number {
  for (const { language, state, file, mark } of work)
    console.log(
      `${nameOf(language, 'en')} (${language}), ${state}: ${file}, translationOf: "${mark}"`,
    );
  if (work.length === 0) console.log('Every text is translated, and says what its source says.');
  return 0;
}

async function exportTexts(
  portfolio: Portfolio,
  work: readonly Work[],
  { file, language }: { file: string; language: string },
): Promise<number> {
  if (!/\.(xlf|xliff|json)$/.test(file))
    throw new UsageError(`--export is "${file}"; its ending must be .xlf, .xliff or .json.`);
  const exchange = {
    source: portfolio.settings.languages?.[0] ?? 'en',
    language,
    jobs: work.map((one) => jobOf(one, bodyOf(portfolio, one.record))),
  };
  await writeFile(file, file.endsWith('.json') ? jsonText(exchange) : await xliffText(exchange));
  const units = exchange.jobs.reduce((sum, job) => sum + job.units.length, 0);
  console.log(
    `${file}: ${work.length} texts in ${units} parts, to be translated into ${nameOf(language, 'en')}.`,
  );
  return 0;
}

/** Writes each text that came back whole; what did not is named with the reason. */
async function importTexts(
  portfolio: Portfolio,
  file: string,
  contentDir: string,
): Promise<number> {
  const { language, jobs } = await readExchange(await readFile(file, 'utf8')).catch(
    (error: Error) => {
      throw new UsageError(`--import ${file}: ${error.message}`);
    },
  );
  if (!portfolio.settings.languages?.slice(1).includes(language))
    throw new UsageError(
      `--import ${file}: its texts are in "${language}", which is not a language of this portfolio. Allowed: ${portfolio.settings.languages?.slice(1).join(', ')}.`,
    );
  const work = new Map(
    translationWork({ ...portfolio, ...untranslated(portfolio) })
      .filter((one) => one.language === language)
      .map((one) => [one.record, one]),
  );
  let left = 0;
  for (const job of jobs) {
    const source = work.get(job.record);
    const refused = (why: string) => {
      left++;
      console.error(`${job.record}: ${why}. Nothing was written for it.`);
    };
    if (!source) refused('there is no such text');
    else if (source.mark !== job.mark)
      refused(
        `its source has changed since it was exported (${job.mark} then, ${source.mark} now); export it again`,
      );
    else {
      const { text, lacking } = translated(job, bodyOf(portfolio, job.record));
      const target = targetOf(source.file, language, contentDir);
      if (lacking.length > 0)
        refused(
          `${lacking.length} of ${job.units.length} parts are not translated: ${lacking.join(', ')}`,
        );
      else {
        await writeFile(target, text);
        console.log(`${job.record}: ${target}`);
      }
    }
  }
  return left > 0 ? 1 : 0;
}

/** As if nothing were translated yet: what comes back may be a better translation of what is there. */
function untranslated({ playbooks, initiatives, reports }: Portfolio) {
  const bare = <T extends object>(record: T) => ({ ...record, inLanguages: undefined });
  return {
    playbooks: playbooks.map(bare),
    initiatives: initiatives.map(bare),
    reports: reports.map(bare),
  };
}

const bodyOf = ({ written = [] }: Portfolio, record: string) =>
  written.find((one) => one.record === record)?.text ?? '';

/** `content/playbooks/line/triage.mdx` in German is `triage.de.mdx` in the same folder. */
function targetOf(file: string, language: string, contentDir: string): string {
  const inner = file.split('/').slice(1).join('/');
  return join(contentDir, dirname(inner), `${basename(inner, '.mdx')}.${language}.mdx`);
}
