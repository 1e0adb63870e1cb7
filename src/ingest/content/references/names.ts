import { OwnParts } from '#model/record/ownParts.ts';
import type { Nameable } from '#model/record/references.ts';
import type { Source, Unread } from '#ingest/content/source.ts';

/** What a field, a prop or a link can name by its id alone. */
export type Kind = Exclude<Nameable, 'record'>;

/** Sections of the portal; where its pages are one record each, what they are called, and likewise where a record is a place on one page. */
const SECTIONS: Record<string, Section> = {
  changes: {},
  data: { place: 'export' },
  decisions: {},
  findings: {},
  for: {},
  foresight: {},
  gates: {},
  goals: { page: 'goal' },
  guide: {},
  initiatives: { page: 'initiative' },
  lens: {},
  metrics: { page: 'metric' },
  misalignment: {},
  playbooks: { page: 'playbook' },
  pods: {},
  read: {},
  reports: { page: 'report' },
  roadmap: { place: 'item' },
  search: {},
  sites: { page: 'site' },
  trust: {},
};

interface Section {
  page?: Kind;
  place?: Kind;
}

/** First parts of the addresses of pages that the portfolio's own `trilens.config.ts` adds. */
export const ownSections = new OwnParts<string>('sections');

/** Every section that a link may lead to, by its name. */
export function sections(): ReadonlyMap<string, Section> {
  const own = ownSections.all.map((name): [string, Section] => [name, {}]);
  return new Map([...own, ...Object.entries(SECTIONS)]);
}

/** Files that a build writes beside its pages. */
const BESIDE =
  /^(api\/.*|llms\.txt|(?:.+\/)?index\.html\.md|feed\.(xml|json)|gates\.ics|sitemap-[\w-]+\.xml|reports\/(?<report>[^/]+)\/\k<report>\.(pdf|pptx|docx)|playbooks\/(?<playbook>[^/]+)\/\k<playbook>\.pdf)$/;

/** Where a link in a text leads inside the portal: a section, and the record that it shows there; null for files beside the pages. */
export function linkTarget(
  { kind, id }: Source,
  link: string,
): { section: string; kind: Kind | null; id: string; below: string } | null {
  const from = SECTIONS[`${kind}s`] ? `/${kind}s/${id}/` : '/';
  const { pathname, hash } = new URL(link, `http://portal${from}`);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const [section = '', record = '', ...more] = parts;
  const below = more.join('/');
  if (section === '' || BESIDE.test(parts.join('/'))) return null;
  const { page, place } = SECTIONS[section] ?? {};
  return place && hash !== ''
    ? { section, kind: place, id: decoded(hash.slice(1)), below }
    : { section, kind: (record !== '' && page) || null, id: record, below };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** As what other files name the records of a kind of file. */
export const CALLED: Partial<Record<Unread['kind'], Kind[]>> = {
  export: ['export'],
  goal: ['goal'],
  metric: ['metric'],
  initiative: ['initiative', 'initiative or roadmap item'],
  site: ['site'],
  roadmap: ['item', 'initiative or roadmap item'],
  framework: ['framework'],
  playbook: ['playbook'],
};
