import type { Audience } from '#model/record/audience.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { BodyNode, Heading } from '#model/record/playbook.ts';
import type { Portfolio, Written } from '#model/record/portfolio.ts';
import { withoutColumns } from './columns.ts';
import { withoutWithheld } from './drop.ts';
import { keptFor } from './keptFor.ts';
import { factsWithout } from './standingFor.ts';
import { listsFor } from './settingsFor.ts';
import { type May, mayOf, meantFor, pageFor, playbookFor } from './textFor.ts';
import { writtenFor } from './written.ts';
import { FOLDERS, isWithheld, type Withheld, withheldFrom } from './withheld.ts';

/**
 * The portfolio as one audience may know it: as if nothing else had ever been written. All that is computed, drawn, indexed,
 * fed and exported comes from it. References to what is left out go with it as the table of references says; a reference that
 * cannot go is refused when content is read (see `audienceReferences`).
 */
export function edition(portfolio: Portfolio, reader: Audience): Portfolio {
  const out = withheldFrom(portfolio, reader);
  const may = mayOf(portfolio.settings.audiences, reader);
  const visible = <T extends { id: string }>(records: readonly T[], hidden: ReadonlySet<string>) =>
    records.filter((record) => !hidden.has(record.id));
  const told = <T extends { body: BodyNode[]; headings: Heading[] }>(page: T) => pageFor(page, may);
  const [settings = portfolio.settings] = withoutWithheld('portfolio', [portfolio.settings], out);
  const friction = withoutWithheld('friction', portfolio.friction, out);
  const standups = withoutWithheld('standup', portfolio.standups ?? [], out);
  const shown: Portfolio = {
    ...sameForAll(portfolio),
    settings: {
      ...settings,
      audience: reader,
      ...(settings.events && {
        events: settings.events.filter(({ audience }) => may(audience)),
      }),
    },
    goals: withoutWithheld('goal', visible(portfolio.goals, out.goal), out),
    metrics: withoutWithheld('metric', visible(portfolio.metrics, out.metric), out),
    initiatives: withoutWithheld(
      'initiative',
      visible(portfolio.initiatives, out.initiative),
      out,
    ).map(told),
    roadmap: withoutWithheld('roadmap', visible(portfolio.roadmap, out.item), out),
    playbooks: withoutWithheld('playbook', visible(portfolio.playbooks, out.playbook), out).map(
      (playbook) => playbookFor(playbook, may),
    ),
    reports: visible(portfolio.reports, out.report)
      .map(told)
      .map((report) =>
        report.facts
          ? { ...report, facts: factsWithout(report.facts, portfolio, { out, may }) }
          : report,
      ),
    exports: exportsFor(portfolio, out, {
      friction: portfolio.friction.length - friction.length,
      standups: (portfolio.standups?.length ?? 0) - standups.length,
    }),
    observations: new Map(
      [...portfolio.observations].filter(([metric]) => !out.metric.has(metric)),
    ),
    friction: settings.friction ? friction : [],
    standups: settings.standups ? standups : [],
    // What is wrong with a translation is among the findings of the whole.
    translated: [],
    ...(portfolio.written && { written: writtenIn(portfolio, out, may) }),
  };
  const { settings: lists, sites } = listsFor(portfolio, shown, may);
  return {
    ...shown,
    sites,
    settings: { ...shown.settings, ...lists },
    ...(portfolio.kept && { kept: keptFor(portfolio.kept, shown) }),
  };
}

/** What has no audience. Whatever else a portfolio may hold one day is in no edition before somebody says what of it is. */
function sameForAll({
  asOf,
  functions,
  frameworks,
  sites,
  lineOf,
  before,
}: Portfolio): Pick<
  Portfolio,
  'asOf' | 'functions' | 'frameworks' | 'sites' | 'lineOf' | 'before'
> {
  return {
    asOf,
    functions,
    frameworks,
    sites,
    ...(lineOf && { lineOf }),
    ...(before !== undefined && { before }),
  };
}

/** Exports without withheld columns, and logs without the rows of withheld initiatives. */
function exportsFor(
  { exports, settings }: Portfolio,
  out: Withheld,
  gone: { friction: number; standups: number },
): ExportReport[] {
  const lost = new Map([
    [settings.friction?.export ?? '', gone.friction],
    [settings.standups?.export ?? '', gone.standups],
  ]);
  return exports
    .filter(({ contract }) => !out.export.has(contract.name))
    .map((report) => {
      const columns = out.columns.get(report.contract.name);
      const rows = lost.get(report.contract.name) ?? 0;
      const open = columns ? withoutColumns(report, columns) : report;
      return rows === 0 ? open : withoutRows(open, rows);
    });
}

/** A log as if the rows of withheld records had never been in it. Which of several files they came from is not known, so they are not listed. */
function withoutRows(report: ExportReport, rows: number): ExportReport {
  const [file, ...more] = report.files;
  return {
    ...report,
    rowsIn: report.rowsIn - rows,
    accepted: report.accepted - rows,
    files:
      file && more.length === 0
        ? [{ ...file, rowsIn: file.rowsIn - rows, accepted: file.accepted - rows }]
        : [],
    restated: [],
  };
}

/** Bodies as they were written, without sections for others: rules of wording quote them. */
function writtenIn(
  { written = [], playbooks, reports, initiatives }: Portfolio,
  out: Withheld,
  may: May,
): Written[] {
  const bodies = new Map(
    (
      [
        [FOLDERS.playbook, playbooks],
        [FOLDERS.report, reports],
        [FOLDERS.initiative, initiatives],
      ] as const
    ).flatMap(([folder, pages]) => pages.map((page) => [`${folder}/${page.id}`, page.body])),
  );
  return written
    .filter((text) => !isWithheld(out, 'record', text.record))
    .map((text) => writtenFor(text, bodies.get(text.record) ?? [], (node) => !may(meantFor(node))));
}
