import { metricIds } from '#model/ownChart/askOf.ts';
import { hash } from 'node:crypto';
import type { ExportContract } from '#model/record/export.ts';
import type { Finding } from '#model/record/finding.ts';
import type { Goal } from '#model/record/goal.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { BodyNode, Playbook } from '#model/record/playbook.ts';
import { isPublished } from '#model/edition/published.ts';
import { followedBy } from '#model/playbook/followed.ts';
import { shelves, type Shelf } from '#model/playbook/library.ts';
import { reviewDue } from '#model/record/playbookSteps.ts';
import { documentState } from '#model/record/revision.ts';
import { textMark } from '#model/record/stepMark.ts';
import type { Portal } from '#model/portal.ts';
import { pageLanguage } from './language.ts';
import { languagePages } from './languagePages.ts';
import { playbookPdf } from './reportFiles.ts';
import { wholePortal } from './portal.ts';
import { href } from './urls.ts';
import { mapView, type Watch, view } from './view.ts';

/**
 * What of the portal a page is drawn from, so that it can be kept until that changes. A page gets nothing but its view: what it
 * asks for beside it is given and noticed in a `Watch`, and then it is not kept. So a key cannot forget what a page shows.
 */
export interface PageView {
  /** A hash over all that the view shows and all that `getStaticPaths` hands to the page; the code apart. */
  key: string;
  /** The portal as the page may see it. */
  open: (watch: Watch) => Portal;
}

/** The view of the page at an address under the base (`playbooks/triage/`); null for a page that is drawn again in every build. */
export function pageView(portal: Portal, address: string): PageView | null {
  const [section = '', ...rest] = address.split('/').slice(0, -1);
  const id = rest.join('/');
  if (section === 'playbooks')
    return playbookView(
      portal,
      portal.portfolio.playbooks.find((one) => one.id === id),
    );
  if (section !== 'guide' || id === 'components' || id === 'rules') return null;
  return rest[0] === 'rules' ? ruleView(portal, rest.slice(1).join('/')) : frameView(portal, []);
}

const frames = new WeakMap<Portal, string>();

/** A hash over what every page may say: names, settings, whether there is data, and which initiatives and goals there are. */
function frameOf(portal: Portal): string {
  const { settings, sites, exports } = portal.portfolio;
  const known =
    frames.get(portal) ??
    digest([
      href(''),
      pageLanguage(),
      languagesOf(portal),
      settings,
      sites,
      exports.length,
      portal.initiatives.map(({ initiative }) => initiative.id),
      portal.goals.map(({ goal }) => goal.id),
    ]);
  frames.set(portal, known);
  return known;
}

/** What a page says of other languages; of the day as well, which is stamped on pages of the source alone. */
function languagesOf(portal: Portal): unknown {
  const { page, source } = pageLanguage();
  if ((portal.portfolio.settings.languages ?? []).length < 2) return null;
  return [[...languagePages(portal)], page === source ? null : portal.portfolio.asOf];
}

/** A view of the frame and what `more` shows, which `facts` hold all of. The day in the footer is stamped on a page. */
function frameView(
  portal: Portal,
  facts: readonly unknown[],
  more: (watch: Watch) => Partial<Portal> = () => ({}),
): PageView {
  const { settings, sites, exports } = portal.portfolio;
  return {
    key: digest([frameOf(portal), facts]),
    open: (watch) =>
      view(
        portal,
        {
          portfolio: view(
            portal.portfolio,
            { settings, sites, exports: exports.map((report) => view(report, {}, watch)) },
            watch,
          ),
          ...more(watch),
        },
        watch,
      ),
  };
}

/** What the page of a playbook shows of it, in the language of the page; its key holds all of it. */
export function shownPlaybook(id: string | undefined): ReturnType<typeof playbookProps> {
  const portal = wholePortal();
  const playbook = portal.portfolio.playbooks.find((one) => one.id === id);
  if (playbook === undefined) throw new Error(`there is no playbook "${id}"`);
  return playbookProps(portal, playbook);
}

function playbookProps(portal: Portal, playbook: Playbook) {
  const due = reviewDue(playbook);
  return {
    playbook,
    due,
    overdue: due !== null && due < portal.portfolio.asOf,
    revision: textMark(playbook.title, playbook.body),
    document: documentState(playbook, portal.portfolio.asOf),
    shelf: shelfOf(portal, playbook),
    pdf: playbookPdf(playbook.id),
    followed: followedBy(playbook, portal.metrics, portal.portfolio.sites, portal.portfolio.asOf),
    titled: portal.portfolio.playbooks.filter(hasTitle).map(({ id }) => id),
    isDraft: !isPublished(playbook, portal.portfolio.asOf),
  };
}

/** Whether a playbook has a title in the language of the page. */
function hasTitle({ inLanguages }: Playbook): boolean {
  return inLanguages?.[pageLanguage().page]?.texts.title !== undefined;
}

const libraries = new WeakMap<readonly Playbook[], Map<string, Shelf>>();

/** Where a playbook is in the library, which is put in order once. */
function shelfOf({ portfolio: { playbooks } }: Portal, { id }: Playbook): Shelf {
  const known = libraries.get(playbooks) ?? shelves(playbooks);
  libraries.set(playbooks, known);
  return known.get(id)!;
}

function playbookView(portal: Portal, playbook: Playbook | undefined): PageView | null {
  if (playbook === undefined) return null;
  const named = componentsOf(playbook.body)
    .flatMap((node) => [node.props.id, ...metricIds(node.props)])
    .filter((value) => typeof value === 'string');
  const metrics = [...new Set([...playbook.metrics, ...named])].sort();
  // Of initiatives and goals it says the titles of its own, and no more of others than that they are there.
  const isOwn = ({ id }: { id: string }) =>
    playbook.initiatives.includes(id) || playbook.goals.includes(id);
  const shown = <T extends Initiative | Goal>(record: T) =>
    (isOwn(record) ? { id: record.id, title: record.title } : { id: record.id }) as Partial<T>;
  const own = [
    portal.initiatives
      .map(({ initiative }) => initiative)
      .filter(isOwn)
      .map(shown),
    portal.goals
      .map(({ goal }) => goal)
      .filter(isOwn)
      .map(shown),
  ];
  return frameView(
    portal,
    [
      playbookProps(portal, playbook),
      metrics.map((id) => metricDigest(portal.metrics.get(id))),
      own,
    ],
    (watch) => ({
      metrics: mapView(
        portal.metrics,
        new Map(metrics.map((id) => [id, metricView(portal.metrics.get(id), watch)])),
        watch,
      ),
      initiatives: portal.initiatives.map((state) =>
        view(state, { initiative: view(state.initiative, shown(state.initiative), watch) }, watch),
      ),
      goals: portal.goals.map((state) =>
        view(state, { goal: view(state.goal, shown(state.goal), watch) }, watch),
      ),
    }),
  );
}

/** What the page of a rule gets from `getStaticPaths`. */
export function ruleProps(portal: Portal, rule: string): { own: Finding[]; year: string } {
  return {
    own: portal.findings.filter((finding) => finding.rule === rule),
    year: portal.portfolio.asOf.slice(0, 4),
  };
}

function ruleView(portal: Portal, rule: string): PageView {
  return frameView(portal, [rule, ruleProps(portal, rule)]);
}

/** Of a metric all but what changes every day and no playbook says: confidence, the share of time gone, and most of its export. */
function metricView(state: MetricState | undefined, watch: Watch): MetricState | undefined {
  if (state === undefined) return undefined;
  const report =
    state.export &&
    view(
      state.export,
      { contract: view(state.export.contract, namesOf(state.export.contract), watch) },
      watch,
    );
  return view(state, { ...shownOfMetric(state), export: report }, watch);
}

function shownOfMetric(state: MetricState) {
  const { observations: _, export: report, confidence: __, shareOfTime: ___, ...shown } = state;
  return { ...shown, export: report && namesOf(report.contract) };
}

function namesOf({
  name,
  title,
  system,
  vintage,
}: ExportContract): Pick<ExportContract, 'name' | 'title' | 'system' | 'vintage'> {
  return { name, title, system, vintage };
}

const digests = new WeakMap<MetricState, string>();

function metricDigest(state: MetricState | undefined): string {
  if (state === undefined) return '';
  const known = digests.get(state) ?? digest(shownOfMetric(state));
  digests.set(state, known);
  return known;
}

function componentsOf(nodes: readonly BodyNode[]): Extract<BodyNode, { kind: 'component' }>[] {
  return nodes.flatMap((node) =>
    node.kind === 'html' ? [] : [node, ...componentsOf(node.children)],
  );
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}
