import { z } from 'zod';
import { FAIL_LEVELS } from '#model/finding.ts';
import { LENSES } from '#model/lens.ts';
import { date, id, text } from './common.ts';

const severity = z.enum(['error', 'warn', 'info', 'off']);

/** `content/portfolio.yaml` */
export const portfolioSchema = z.strictObject({
  /** Name of the programme, shown in the header. */
  name: text,
  /** Goal id of the one North Star. */
  northStar: id.optional(),
  /** One sentence under the name. */
  summary: text.optional(),
  locale: z.string().default('en-GB'),
  /** ISO 4217 code of all money; amounts are in thousands of it. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code such as EUR').default('EUR'),
  weekStartsOn: z.literal('monday').default('monday'),
  fiscalYearStart: z.string().optional(),
  /** Address at which the portal is published, for what is read outside it: feeds, calendars, PDFs. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** Address of the repository, for "edit this page". */
  repository: z.url().optional(),
  trustedMdx: z.boolean().default(false),
  /** Judge everything as of this day; for a demonstration whose data does not grow. */
  asOf: date.optional(),
  /** Narrow to wide. */
  audiences: z.array(z.string()).default([]),
  /** Usage of smaller groups is withheld. */
  minGroupSize: z.number().int().min(1).default(5),
  /** Yearly, 0.09 for nine per cent. */
  discountRate: z.number().min(0).max(1).default(0.08),
  /** Agreed first response in elapsed hours for severity 1, 2 and 3. */
  responseHours: z.array(z.number().positive()).length(3).default([4, 24, 72]),
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #24424f').optional(),
  logo: z.string().optional(),
  /** A build that published ends with exit code 2 when a dump was refused, at any error, or at any warning. */
  failOn: z.enum(FAIL_LEVELS).default('refused'),
  /** The export that holds the friction log; columns that are named differently there. */
  friction: z.strictObject({ export: z.string(), columns: z.record(z.string(), z.string()).default({}) }).optional(),
  /** Closed days or first days of closed weeks, by site. */
  calendars: z.record(z.string(), z.array(date)).default({}),
  /** Meetings of pods: an export with one row for each that was planned. */
  standups: z.strictObject({ export: z.string(), columns: z.record(z.string(), z.string()).default({}) }).optional(),
  /** People where more is known than a name: their function, and until when they were here. */
  people: z.array(z.strictObject({ name: text, role: text.optional(), lens: z.enum(LENSES).optional(), until: date.optional() })).default([]),
  /** Severity of single rules, or severity and limits: `initiative/purgatory: { severity: warn, days: 300 }`. */
  rules: z
    .record(z.string(), z.union([severity.transform((grade) => ({ severity: grade })), z.object({ severity: severity.optional() }).catchall(z.number())]))
    .default({}),
  /** Findings accepted for a while. */
  accept: z.array(z.strictObject({ rule: z.string(), record: z.string().optional(), reason: text, by: text, until: date })).default([]),
});

/** `content/sites.yaml` */
export const sitesSchema = z.array(
  z.strictObject({
    id,
    name: text,
    country: z.string().optional(),
    timeZone: z.string().optional(),
    lines: z.array(z.strictObject({ id, name: text })).default([]),
    /** Names under which exports know the site. */
    aliases: z.array(z.string()).default([]),
    closed: z.array(date).default([]),
    /** Planned stops, when a line may be changed; `to` when the end is known. */
    stops: z.array(z.strictObject({ from: date, to: date.optional(), title: text.optional() })).default([]),
    /** How many shifts a day work there. */
    shiftsPerDay: z.number().int().min(1).max(6).optional(),
    /** Who speaks for the employees; decides whether usage may be measured without an agreement. */
    employeeRepresentation: z.enum(['works-council', 'union', 'none', 'unknown']).default('unknown'),
  }),
);
