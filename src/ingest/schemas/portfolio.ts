import { z } from 'zod';
import { contrast, PAPER, READABLE } from '#model/words/colour.ts';
import { EVENT_KINDS } from '#model/record/event.ts';
import { FAIL_LEVELS } from '#model/record/finding.ts';
import { isZone } from '#ingest/table/date/time.ts';
import { canonical, isLanguage } from '#model/language/tag.ts';
import { hostOf, REPOSITORY_HOSTS, type Repository } from '#model/record/sourceAddress.ts';
import { LENSES } from '#model/record/lens.ts';
import { MONTHS, WEEK_PATTERNS, WEEKDAYS, YEAR_STARTS } from '#model/time/calendar.ts';
import { date, daysOf, id, ids, LATER, period, text } from './common.ts';

const severity = z.enum(['error', 'warn', 'info', 'off']);
const closedDays = z.array(period.transform(daysOf)).transform((lists) => lists.flat());

const variables = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name of small letters, digits and hyphens'),
  text,
);

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in quotes such as "06:00"');

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const webAddress = z.url({ protocol: /^https?$/ });
const HOSTS = `an address that names its host, or { url: …, host: gitea }; hosts: ${REPOSITORY_HOSTS.join(', ')}`;

/** A repository as it is written: what is left out follows from its address. */
type Written = { url: string } & {
  [F in 'host' | 'branch' | 'folder']?: Repository[F] | undefined;
};

const repository = z
  .union([
    webAddress.transform((url) => ({ url })),
    z.strictObject({
      url: webAddress,
      host: z.enum(REPOSITORY_HOSTS).optional(),
      branch: text.optional(),
      folder: text.optional(),
    }),
  ])
  .transform((written: Written, context): Repository => {
    const { url, branch = 'main', folder = '' } = written;
    const host = written.host ?? hostOf(url);
    if (host !== null) return { url, host, branch, folder };
    context.addIssue({ code: 'custom', message: HOSTS });
    return z.NEVER;
  });

/** `content/portfolio.yaml` */
export const portfolioSchema = z.strictObject({
  id: id
    .optional()
    .describe(
      'What ids of feeds, calendars and code scanning are made from. Give it before the first build that others subscribe to, and never change it (default: the name in small letters with hyphens, so a new name makes all of them new).',
    ),
  name: text.describe('Name of the programme, shown in the header.'),
  northStar: id.optional().describe('Goal id of the one North Star.'),
  summary: text.optional().describe('One sentence under the name.'),
  locale: z
    .string()
    .refine(isLocale, 'a language tag such as en-GB')
    .default('en-GB')
    .describe(
      'Language of what people write: pages are marked with it, and rules on wording look at English only. The portal’s own words, numbers and dates are English.',
    ),
  languages: z
    .array(z.string().refine(isLanguage, 'a language tag such as de or es-MX').transform(canonical))
    .min(1)
    .refine((tags) => new Set(tags).size === tags.length, 'each language once')
    .optional()
    .describe(
      'Languages of the portal, that of the source first: [en, de, es]. Texts in the others are beside the source, x.de.mdx and title: { en: …, de: … }.',
    ),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency code such as EUR')
    .default('EUR')
    .describe('ISO 4217 code of all money; amounts are in thousands of it.'),
  weekStartsOn: z
    .enum(WEEKDAYS)
    .default('monday')
    .describe(
      'First day of a week. A week is called by the number of the ISO week that its Thursday is in.',
    ),
  fiscalYearStart: z
    .union(
      [
        z.enum(MONTHS),
        z
          .number()
          .int()
          .min(1)
          .max(12)
          .transform((month) => MONTHS[month - 1]!),
      ],
      'the name of a month such as april, or its number from 1 to 12',
    )
    .optional()
    .describe(
      'First month of the fiscal year: quarters and years are those of it, and are called FY2027-Q1 and FY2027.',
    ),
  fiscalYearNamedBy: z
    .enum(['end', 'start'])
    .default('end')
    .describe('Whether FY27 is the year that ends in 2027 or the one that begins in it.'),
  fiscalWeeks: z
    .strictObject({
      pattern: z.enum(WEEK_PATTERNS),
      begins: z.enum(YEAR_STARTS).default('nearest'),
    })
    .optional()
    .describe(
      'A fiscal year of whole weeks: pattern 4-4-5, 4-5-4 or 5-4-4 makes its months. It begins on the weekStartsOn that is nearest to the 1st of fiscalYearStart, the last one up to it, or the first one from it on; a 53rd week belongs to the last month.',
    ),
  dayStartsAt: clock
    .optional()
    .describe(
      'Start of the production day, such as "06:00": what is stamped earlier belongs to the day before. A site may have its own.',
    ),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address at which the portal is published, for what is read outside it: feeds, calendars, PDFs.',
    ),
  repository: repository
    .optional()
    .describe(
      'Address of the repository, so that the page of a record leads to its file, and a finding to its line; or { url, host, branch, folder }: host is github, gitlab, azure, bitbucket or gitea where the address does not name it, branch is main where none is written, folder is that of content/ and data/ in it.',
    ),
  trustedMdx: z
    .boolean()
    .default(false)
    .describe('MDX may import, export and compute; without it content is data and never runs.'),
  asOf: date
    .optional()
    .describe('Judge everything as of this day; for a demonstration whose data does not grow.'),
  audiences: z
    .array(z.string())
    .default([])
    .describe('Whose editions may be built, narrow to wide: the first sees everything.'),
  minGroupSize: z.number().int().min(1).default(5).describe('Usage of smaller groups is withheld.'),
  discountRate: z.number().min(0).max(1).default(0.08).describe('Yearly, 0.09 for nine per cent.'),
  responseHours: z
    .array(z.number().positive())
    .length(3)
    .default([4, 24, 72])
    .describe('Agreed first response in elapsed hours for severity 1, 2 and 3.'),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #24424f')
    .refine(
      (colour) => contrast(colour, PAPER.day) >= READABLE,
      `a colour that can be read on the page: a contrast of ${READABLE} to 1 or more with ${PAPER.day}, so take a darker one`,
    )
    .optional()
    .describe(
      'Colour of links, buttons and lines; it is refused where it cannot be read on the page.',
    ),
  logo: z
    .string()
    .regex(
      /^(?!\/)(?!.*\.\.)[^\\]+\.(svg|png|webp|avif|jpe?g)$/,
      'an image under content/: assets/logo.svg',
    )
    .optional()
    .describe('An image beside the name, a file under `content/`.'),
  failOn: z
    .enum(FAIL_LEVELS)
    .default('refused')
    .describe(
      'A build that published ends with exit code 2 when a dump was refused, at any error, or at any warning.',
    ),
  friction: z
    .strictObject({ export: z.string(), columns: z.record(z.string(), z.string()).default({}) })
    .optional()
    .describe('The export that holds the friction log; columns that are named differently there.'),
  calendars: z
    .record(z.string(), closedDays)
    .default({})
    .describe(
      'Closed days, by site: a day, or a whole week or month (2025-W52). A week counts as closed where all its working days are.',
    ),
  standups: z
    .strictObject({ export: z.string(), columns: z.record(z.string(), z.string()).default({}) })
    .optional()
    .describe('Meetings of pods: an export with one row for each that was planned.'),
  search: z
    .strictObject({
      synonyms: z
        .record(text, z.union([text.transform((one) => [one]), z.array(text)]))
        .default({}),
    })
    .optional()
    .describe(
      'Words that people search with and pages do not use: synonyms: { Ausfall: [downtime, stop] }.',
    ),
  playbookPdf: z
    .boolean()
    .default(false)
    .describe(
      'true: each playbook is printed to a tagged PDF beside its page, which takes about a second for one that changed.',
    ),
  variables: variables
    .default({})
    .describe(
      'Names, numbers and telephones that texts name with <Var name="control-room" />: variables: { control-room: "4711" }. A site may have its own.',
    ),
  runs: z
    .strictObject({ post: z.url({ protocol: /^https?$/ }) })
    .optional()
    .describe(
      'Where a device sends the record of a finished run: an address that takes a CSV by POST. Absent: records are downloaded or shared.',
    ),
  events: z
    .array(
      z.strictObject({
        date,
        title: text,
        kind: z.enum(EVENT_KINDS).default('other'),
        sites: ids,
        metrics: ids,
        audience: z.string().optional(),
      }),
    )
    .default([])
    .describe(
      'What happened on a day and is in no other record, such as an incident: drawn on the charts of its sites (none: all) and metrics (none: all), which tell the change since.',
    ),
  trustProtocol: z
    .strictObject({ since: date })
    .optional()
    .describe(
      'Since when the trust protocol holds for the whole programme: `since: 2026-05-01`. Clocks and metrics are shown before and since.',
    ),
  people: z
    .array(
      z.strictObject({
        name: text.describe('As other records write it.'),
        role: text.optional().describe('What they do.'),
        lens: z.enum(LENSES).optional().describe('Their function.'),
        until: date.optional().describe('The last day on which they were here.'),
      }),
    )
    .default([])
    .describe(
      'People where more is known than a name: their function, and until when they were here.',
    ),
  meetings: z
    .array(
      z.strictObject({
        id: id.describe('Its address: /decisions/ID/.'),
        title: text.describe('Its name.'),
        dates: z.array(date).min(1).describe('Its days, past ones included.'),
        deciders: z
          .array(text)
          .default([])
          .describe('Who decides there; absent: decisions of everybody are on its agenda.'),
        audience: z
          .string()
          .optional()
          .describe('Who may know of it: one of audiences; absent: everybody.'),
      }),
    )
    .default([])
    .describe('Meetings that get an agenda: what changed since the one before, what to decide.'),
  alerts: z
    .array(
      z
        .strictObject({
          reader: text.describe('A person or body that a record names.'),
          metric: id.describe('Whose newest value is watched.'),
          site: z.string().optional().describe('At one site; absent: over all.'),
          above: z
            .number()
            .optional()
            .describe('The threshold from which on it is an alert, in the unit of the metric.'),
          below: z.number().optional().describe('The same where low values are the alert.'),
        })
        .refine(
          ({ above, below }) => (above === undefined) !== (below === undefined),
          'either above or below with a number',
        ),
    )
    .default([])
    .describe('Mails to readers where a value is past a threshold, see Publishing.'),
  rules: z
    .record(
      z.string(),
      z.union(
        [
          severity.transform((grade) => ({ severity: grade })),
          z.object({ severity: severity.optional() }).catchall(z.number('a number')),
        ],
        'error, warn, info or off; or { severity: warn, days: 300 }',
      ),
    )
    .default({})
    .describe(
      'Severity of single rules, or severity and limits: `initiative/purgatory: { severity: warn, days: 300 }`.',
    ),
  accept: z
    .array(
      z.strictObject({
        rule: z.string(),
        record: z.string().optional(),
        reason: text,
        by: text,
        until: date,
      }),
    )
    .default([])
    .describe('Findings accepted for a while.'),
});

/** `content/sites.yaml` */
export const sitesSchema = z.array(
  z.strictObject({
    id: id.describe('What other files call it.'),
    dayStartsAt: clock
      .optional()
      .describe('Start of its production day, where it is another than that of portfolio.yaml.'),
    name: text.describe('What people call it.'),
    country: z
      .string()
      .optional()
      .describe(
        'Its country, by its code of two letters (ISO 3166-1), such as DE; <Map> needs it.',
      ),
    timeZone: z
      .string()
      .refine(isZone, 'the IANA name of a time zone, such as Europe/Berlin')
      .optional()
      .describe('IANA name of its time zone: Europe/Berlin.'),
    lines: z
      .array(z.strictObject({ id, name: text }))
      .default([])
      .describe('Its lines, each with id and name.'),
    aliases: z.array(z.string()).default([]).describe('Names under which exports know the site.'),
    closed: closedDays
      .default([])
      .describe(
        'Days, or whole weeks and months (2025-W52), on which it was closed: no data is expected.',
      ),
    until: date
      .optional()
      .describe(
        'Last day on which it worked, where it was closed or sold: nothing is expected after it, and the limits of totals begin again.',
      ),
    stops: z
      .array(
        z
          .strictObject({ from: date, to: date.optional(), title: text.optional() })
          .refine(({ from, to }) => to === undefined || from <= to, LATER),
      )
      .default([])
      .describe('Planned stops, when a line may be changed; `to` when the end is known.'),
    shiftsPerDay: z
      .number()
      .int()
      .min(1)
      .max(6)
      .optional()
      .describe('How many shifts a day work there.'),
    variables: variables.default({}).describe('What a variable of portfolio.yaml is at this site.'),
    employeeRepresentation: z
      .enum(['works-council', 'union', 'none', 'unknown'])
      .default('unknown')
      .describe(
        'Who speaks for the employees; decides whether usage may be measured without an agreement.',
      ),
  }),
);
