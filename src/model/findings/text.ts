import { daysBetween, longDate } from '#model/time/date.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import { listOf } from '#model/words/format.ts';
import { isOfKind, phaseKind } from '#model/record/phase.ts';
import type { Written } from '#model/record/portfolio.ts';
import type { Portal } from '#model/portal.ts';
import { aboutPlaybook, aboutText } from './about.ts';
import { liveInitiatives } from './live.ts';
import { otDetails } from './otDetail.ts';
import { blocksOf, type Block } from './prose.ts';

const ADJECTIVE =
  /\b(significant(ly)?|strong(ly)?|on track|improved|robust|substantial(ly)?|impressive|record (month|quarter|year)|successful(ly)?)\b/i;
/** A comparison of two periods: it moved, from one to another. */
const TWO_POINTS =
  /\b(up|down|rose|risen|fell|fallen|increased|decreased|dropped|improved|worsened|higher|lower|better|worse)\b[^.;]*\b(from \d|since last|compared (with|to)|versus|vs\.?|than (in|last|the (last|previous|month|quarter|year|week|period)) |month on month|year on year|against (last|the previous))/i;
/** Words that say whether a movement is more than noise. */
const STATE =
  /\b(signals?|noise|limits?|process|stable|chance|criterion|not met|run of|by itself)\b/i;
const DECISIONS = /decision|decide|we ask for|entscheid|décision|decisi[oó]n/i;
const LEADERS =
  /lead|exec|board|management|director|sponsor|manager|C[EIFOT]O\b|geschäft|vorstand|direction|dirección/i;

/** Whether texts say what the evidence says: reports, playbooks, and what must not be published at all. */
export const textRules: Rule<Portal>[] = [
  {
    id: 'report/no-decision',
    severity: 'error',
    what: 'a report for leadership says which decisions it asks for, even if none',
    why: 'a report without a purpose is a newsletter',
    fix: 'fill decisionsNeeded, or write a section on decisions that says "none"',
    check: (portal) =>
      reports(portal).flatMap(({ report, written }) => {
        const forLeaders =
          report.kind !== 'custom' &&
          (report.readers === undefined || LEADERS.test(report.readers));
        const says =
          report.decisionsNeeded.length > 0 ||
          report.headings.some((heading) => DECISIONS.test(heading.text)) ||
          /<Decisions\b/.test(written?.text ?? '');
        return forLeaders && !says
          ? [{ ...about(report), what: 'It has no section on decisions.' }]
          : [];
      }),
  },
  {
    id: 'report/two-point',
    severity: 'warn',
    what: 'two periods are compared only with the state of the signal beside them',
    why: 'of two points one is always higher',
    fix: 'say whether it is a signal: use <Metric>, <Chart>, or "no signal, within its limits"',
    check: (portal) =>
      sentences(
        portal,
        ({ text }) => (TWO_POINTS.test(text) && !STATE.test(text) ? quote(text, TWO_POINTS) : null),
        (words) => `"${words}" compares two periods without saying whether it is more than noise.`,
      ),
  },
  {
    id: 'report/no-as-of',
    severity: 'error',
    what: 'a report says as of which day its numbers are',
    why: 'a number without a date is a rumour',
    fix: 'add asOf to the front matter',
    check: (portal) =>
      reports(portal).flatMap(({ report, written }) =>
        !report.asOf &&
        (/\d|<(Metric|Chart|Gate|Money|Goals)\b/.test(written?.text ?? '') ||
          report.highlights.length > 0)
          ? [{ ...about(report), what: 'It holds numbers and no asOf.' }]
          : [],
      ),
  },
  {
    id: 'report/adjective',
    severity: 'warn',
    what: 'no "significant", "strong", "on track" or "improved" without the evidence beside it',
    why: 'words that everybody reads as they like',
    fix: 'replace it by the state, or put a <Metric>, a <Chart> or a link beside it',
    check: (portal) =>
      sentences(
        portal,
        ({ text }) => (ADJECTIVE.test(text) ? (ADJECTIVE.exec(text)?.[0] ?? null) : null),
        (words) => `"${words}" stands without evidence.`,
      ),
  },
  {
    id: 'playbook/unproved',
    severity: 'warn',
    what: 'a playbook for scaling was followed by a receiving plant',
    why: 'what only its author can follow is a note',
    fix: 'pilot the playbook itself, and record provedAt',
    check: (portal) => {
      const scaling = new Map(
        liveInitiatives(portal)
          .filter(
            ({ initiative }) =>
              phaseKind(portal.portfolio.frameworks, initiative, initiative.phase) === 'scale',
          )
          .map(({ initiative }) => [initiative.id, initiative.title]),
      );
      return portal.portfolio.playbooks
        .filter(
          (playbook) =>
            isOfKind(portal.portfolio.frameworks, playbook.phase, 'scale') &&
            playbook.provedAt.length === 0,
        )
        .flatMap((playbook) => {
          const by = playbook.initiatives.filter((id) => scaling.has(id));
          return by.length > 0
            ? [
                aboutPlaybook(
                  playbook,
                  `${listOf(by.map((id) => scaling.get(id) ?? id))} ${by.length === 1 ? 'scales' : 'scale'} with it; no receiving plant has proved it.`,
                  { records: by.map((id) => `initiatives/${id}`) },
                ),
              ]
            : [];
        });
    },
  },
  {
    id: 'playbook/stale',
    severity: 'warn',
    what: 'playbooks are reviewed, and agree with what was learned',
    why: 'an old step is followed all the same',
    fix: 'review it and set the date',
    check: (portal) => {
      const lessons = portal.portfolio.initiatives.flatMap((initiative) =>
        initiative.lessons.flatMap((lesson) =>
          lesson.contradicts.map((id) => ({ id, lesson, initiative })),
        ),
      );
      return portal.portfolio.playbooks.flatMap((playbook) => {
        const against = lessons.find(
          ({ id, lesson }) => id === playbook.id && lesson.date > (playbook.reviewed ?? ''),
        );
        if (against)
          return [
            aboutPlaybook(
              playbook,
              `A lesson of ${against.initiative.title} contradicts it: ${against.lesson.text}.`,
              { records: [`initiatives/${against.initiative.id}`], field: ['reviewed'] },
            ),
          ];
        const old =
          !playbook.reviewed ||
          daysBetween(playbook.reviewed, portal.portfolio.asOf) > playbook.reviewEveryDays;
        return old
          ? [
              aboutPlaybook(
                playbook,
                playbook.reviewed
                  ? `Last reviewed ${longDate(playbook.reviewed)}, due every ${playbook.reviewEveryDays} days.`
                  : 'Never reviewed.',
                { field: ['reviewed'] },
              ),
            ]
          : [];
      });
    },
  },
  {
    id: 'security/ot-detail',
    severity: 'error',
    what: 'nothing published helps to attack a plant: no addresses, credentials, controller versions or network drawings',
    why: 'a portal leaks what reconnaissance looks for',
    fix: 'take it out; keep it where access is controlled',
    check: (portal) => otDetails(portal),
  },
];

type Report = Portal['portfolio']['reports'][number];

function reports({ portfolio }: Portal): { report: Report; written: Written | undefined }[] {
  const texts = new Map((portfolio.written ?? []).map((written) => [written.record, written]));
  return portfolio.reports.map((report) => ({
    report,
    written: texts.get(`reports/${report.id}`),
  }));
}

function about(report: Report): Found {
  return {
    record: `reports/${report.id}`,
    path: `reports/${report.id}/`,
    title: report.title,
    file: report.file,
    what: '',
    lens: 'business',
    role: 'Author',
    person: report.authors[0] ?? null,
    initiative: null,
  };
}

/** Looks at each paragraph and highlight of every report that has no evidence beside it. */
function sentences(
  portal: Portal,
  look: (block: Block) => string | null,
  say: (words: string) => string,
): Found[] {
  if (!portal.portfolio.settings.locale.startsWith('en')) return [];
  return reports(portal).flatMap(({ report, written }) => {
    const inBody = written
      ? blocksOf(written)
          .filter((block) => !block.evidence)
          .flatMap((block) => {
            const words = look(block);
            return words === null
              ? []
              : [
                  {
                    ...aboutText(written, say(words), { line: block.line }),
                    role: 'Author',
                    person: report.authors[0] ?? null,
                  },
                ];
          })
      : [];
    const inHighlights = report.highlights.flatMap((text, index) => {
      const words = look({ text, line: 0, evidence: false });
      return words === null
        ? []
        : [{ ...about(report), what: say(words), field: ['highlights', index] }];
    });
    return [...inHighlights, ...inBody];
  });
}

function quote(text: string, pattern: RegExp): string {
  const words = (pattern.exec(text)?.[0] ?? '').replaceAll(/\s+/g, ' ');
  return words.length > 60 ? `${words.slice(0, 57)}…` : words;
}
