import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { longDate } from '#model/time/date.ts';
import { newestValue, sourceWords } from './facts.ts';
import { escaped } from './inline.ts';
import { TWIN } from './twin.ts';

/** Writes `llms.txt` (https://llmstxt.org): what the portal is, how it stands, and where each page is as Markdown. */
export async function writeLlms(portal: Portal, dir: string): Promise<void> {
  await writeFile(join(dir, 'llms.txt'), llmsText(portal));
}

function llmsText(portal: Portal): string {
  const { settings } = portal.portfolio;
  const { url } = settings;
  const top = url === undefined ? '' : url.replace(/\/?$/, '/');
  const sections = sectionsOf(portal).filter(([, lines]) => lines.length > 0);
  return [
    `# ${escaped(settings.name)}\n`,
    `> ${escaped(summaryOf(portal))}\n`,
    `${READING}\n`,
    ...sections.map(
      ([title, lines]) => `## ${title}\n\n${lines.join('\n').replaceAll('](@', `](${top}`)}\n`,
    ),
  ].join('\n');
}

const READING =
  'Every page has a Markdown twin: its address with `index.html.md` behind it. A number without its date and source should not be quoted; both are in the twin, with what is in doubt. A value that is missing is unknown, not zero.';

function summaryOf({ portfolio: { settings, exports, asOf }, headline }: Portal): string {
  const edition =
    settings.audience === undefined
      ? ''
      : ` Edition for ${settings.audience}: totals count what is in it.`;
  const day = exports.length > 0 ? ` As of ${longDate(asOf)}.` : ' No data has arrived yet.';
  return `${headline}${day}${edition}`;
}

function sectionsOf(portal: Portal): [title: string, lines: string[]][] {
  const { portfolio } = portal;
  return [
    [
      'Start here',
      [
        line('', 'Overview', 'questions with their answers'),
        line('gates/', 'Gates', 'evidence, position and decision'),
        line('decisions/', 'Decisions', 'what is asked of whom, and since when'),
        line('roadmap/', 'Roadmap', 'what is planned, and what it waits for'),
        line('findings/', 'Findings', 'what is wrong, and who should do what'),
        line('data/', 'Data', 'every export: owner, freshness, quarantined rows'),
        line('changes/', 'Changes', 'what is different since the build before'),
      ],
    ],
    [
      'Goals',
      portal.goals.map(({ goal, sentence }) => line(`goals/${goal.id}/`, goal.title, sentence)),
    ],
    ['Metrics', [...portal.metrics.values()].map(metricLine)],
    [
      'Initiatives',
      portal.initiatives.map(({ initiative }) =>
        line(`initiatives/${initiative.id}/`, initiative.title, initiative.summary ?? ''),
      ),
    ],
    [
      'Playbooks',
      portfolio.playbooks.map(({ id, title, summary }) =>
        line(`playbooks/${id}/`, title, summary ?? ''),
      ),
    ],
    [
      'Reports',
      portal.reports.map(({ report }) => line(`reports/${report.id}/`, report.title, '')),
    ],
    ['Sites', portfolio.sites.map(({ id, name }) => line(`sites/${id}/`, name, ''))],
    [
      'Numbers for programs',
      [
        file('api/portfolio.json', 'Portfolio', 'JSON: goals, initiatives, changes'),
        file('api/gates.json', 'Gates', 'JSON'),
        file('api/findings.json', 'Findings', 'JSON'),
        file('api/data.json', 'Exports', 'JSON'),
        file('api/metrics.prom', 'Newest values', 'OpenMetrics text'),
      ],
    ],
    ['Optional', [line('guide/', 'Guide', 'how numbers are computed and gates are judged')]],
  ];
}

function metricLine(state: Parameters<typeof newestValue>[0]): string {
  const { metric, doubts } = state;
  const newest = newestValue(state);
  const value = newest === null ? 'no value' : `${newest.value} in ${newest.period}`;
  const doubt = doubts.length === 0 ? '' : ` In doubt: ${doubts.join(' ')}`;
  return line(
    `metrics/${metric.id}/`,
    metric.title,
    `${value}. Source: ${sourceWords(state)}.${doubt}`,
  );
}

const line = (address: string, title: string, words: string) =>
  file(`${address}${TWIN}`, title, words);

/** `@` is the top of the portal: its full address where `url` says it, else the folder that `llms.txt` is in. */
function file(path: string, title: string, words: string): string {
  return `- [${escaped(title)}](@${path})${words === '' ? '' : `: ${escaped(words)}`}`;
}
