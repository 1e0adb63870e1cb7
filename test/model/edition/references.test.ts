import { describe, expect, it } from 'vitest';
import { audienceReferences } from '#ingest/content/references/audienceReferences.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source } from '#ingest/content/source.ts';
import { withoutWithheld } from '#model/edition/drop.ts';
import type { Withheld } from '#model/edition/withheld.ts';
import { idsIn, type Reference, REFERENCES } from '#model/record/references.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { playbookSchema } from '#ingest/schemas/playbook.ts';
import { portfolioSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapSchema } from '#ingest/schemas/roadmap.ts';

const SECRET = 'closure-of-line-9';
const OPEN = 'line-8-stays';

/** A record with both ids in one place: `a.*.b` makes `{ a: [{ b: … }] }`. */
function recordWith(path: string, ids: readonly string[]): unknown {
  const [head, ...rest] = path === '' ? [] : path.split('.');
  if (head === undefined) return ids[0];
  const below = rest.join('.');
  if (head === '*') return ids.map((id) => recordWith(below, [id]));
  if (head === '@') return Object.fromEntries(ids.map((id) => [id, 'x']));
  return { [head]: recordWith(below, ids) };
}

const named = (names: Reference['names'], id: string) =>
  names === 'record' ? `initiatives/${id}` : id;
const hidden = new Set([SECRET]);
/** Everything of this id is withheld. */
const out: Withheld = {
  goal: hidden,
  metric: hidden,
  initiative: hidden,
  item: hidden,
  playbook: hidden,
  report: hidden,
  export: hidden,
  review: hidden,
  columns: new Map(),
};
const title = ({ of, field, names }: Reference) => `${of} ${field} names a ${names}`;

describe('the table of references', () => {
  const drops = REFERENCES.filter((row) => typeof row.withheld === 'object');
  it.each(drops.map((row) => [title(row), row] as const))(
    '%s: an edition drops it where it is withheld, and nothing else',
    (_, row) => {
      const path = row.held ?? row.field;
      const ids = [SECRET, OPEN].map((id) => named(row.names, id));
      const record = recordWith(path, ids);
      expect(JSON.stringify(record)).toContain(SECRET);
      const [kept] = withoutWithheld(row.of, [record], out);
      expect(JSON.stringify(kept) ?? '').not.toContain(SECRET);
      if (/[*@]/.test(path)) expect(JSON.stringify(kept)).toContain(OPEN);
      const visible = recordWith(path, [named(row.names, OPEN)]);
      expect(withoutWithheld(row.of, [visible], out)).toEqual([visible]);
    },
  );

  const refused = REFERENCES.filter((row) => row.withheld === 'refuse');
  it.each(refused.map((row) => [title(row), row] as const))(
    '%s: a record for everybody cannot name one for fewer',
    (_, row) => {
      const at: (readonly PropertyKey[])[] = [];
      const source = {
        kind: row.of,
        id: 'open',
        path: [],
        uses: [],
        yaml: {
          file: 'content/open.yaml',
          data: recordWith(row.field, [SECRET]),
          at: (path: readonly PropertyKey[]) => {
            at.push(path);
            return { line: 7, column: 3 };
          },
        },
      } as unknown as Source;
      const records = [{ id: SECRET, audience: 'leadership' }];
      const content = {
        settings: { audiences: ['leadership', 'plant'] },
        goals: records,
        metrics: records,
        initiatives: records,
        roadmap: records,
        playbooks: records,
        reports: records,
      } as unknown as Content;
      const problems = audienceReferences(
        content,
        [source],
        [{ name: SECRET, audience: 'leadership', file: '', line: 1, column: 1 }],
      );
      expect(problems).toMatchObject([
        {
          code: 'content/audience',
          line: 7,
          found: `${row.of} "open" shows the ${row.names} "${SECRET}", which is for leadership only, to everybody`,
        },
      ]);
      expect(at[0]?.[0]).toBe(row.field.split('.')[0]);
    },
  );

  it('a term for fewer readers cannot be in a text for everybody', () => {
    const use = { component: 'Term', prop: 'is', value: 'Cold halls', line: 9, column: 4 };
    const source = (within: readonly string[]) =>
      ({
        kind: 'playbook',
        id: 'open',
        path: [],
        uses: [{ ...use, within }],
        yaml: { file: 'content/open.mdx', data: {}, at: () => ({ line: 1, column: 1 }) },
      }) as unknown as Source;
    const glossary = [
      { term: 'Cold hall', also: ['cold halls'], definition: 'x', audience: 'leadership' },
    ];
    const content = {
      settings: { audiences: ['leadership', 'plant'], glossary },
      goals: [],
      metrics: [],
      initiatives: [],
      roadmap: [],
      playbooks: [],
      reports: [],
    } as unknown as Content;
    expect(audienceReferences(content, [source([])], [])).toMatchObject([
      { code: 'content/audience', file: 'content/open.mdx', line: 9, column: 4 },
    ]);
    expect(audienceReferences(content, [source(['leadership'])], [])).toEqual([]);
  });

  it('holds every field that the schemas call an id, but for names of records and parts of themselves', () => {
    const schemas = {
      portfolio: portfolioSchema,
      goal: goalSchema,
      metric: metricSchema,
      initiative: initiativeSchema,
      roadmap: roadmapSchema,
      framework: frameworkSchema,
      playbook: playbookSchema,
    };
    const fields = Object.entries(schemas).flatMap(([of, schema]) =>
      idFields(schema).map(
        (path) => `${of} ${path.replace(/^\*\./, of === 'roadmap' ? '' : '*.')}`,
      ),
    );
    const known = new Set(REFERENCES.map(({ of, field }) => `${of} ${field}`));
    expect(fields.length).toBeGreaterThan(60);
    expect([...new Set(fields)].filter((field) => !known.has(field) && !OWN.test(field))).toEqual(
      [],
    );
  });

  it('reads the ids out of a formula', () => {
    const formula = REFERENCES.find(({ field }) => field === 'value.formula') as Reference;
    expect(idsIn(formula, { value: { formula: '100 * a-b / (c - a-b)' } })).toEqual([
      { id: 'a-b', at: ['value', 'formula'] },
      { id: 'c', at: ['value', 'formula'] },
    ]);
  });
});

/** What a record is called itself, what is checked within it, and lines of its own comparison. */
const OWN =
  /^(portfolio (id|meetings\.\*\.id)|initiative (phase|gates\.\*\.(id|phase|decision\.conditions\.\*\.id)|comparison\.(treated|controls)\.\*|comparison\.excluded\.\*\.line)|playbook phase|roadmap id|framework (id|phases\.\*\.id))$|(criteria|stopRules|allOf|anyOf)\.\*\.id$|aliases\.\*$|sites\.\*\.phase$|locked\.|override/;

/** Paths of the fields of a zod schema that take an id. */
function idFields(schema: unknown, path = ''): string[] {
  const { meta, def } = schema as {
    meta?: () => { title?: string } | undefined;
    def: Record<string, unknown> & { type: string };
  };
  if (meta?.call(schema)?.title === 'id' && def.type === 'string') return [path];
  const join = (name: string) => (path === '' ? name : `${path}.${name}`);
  const inner = (key: string, at = path) => (def[key] ? idFields(def[key], at) : []);
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape as Record<string, unknown>).flatMap(([name, field]) =>
        idFields(field, join(name)),
      );
    case 'array':
      return inner('element', join('*'));
    case 'record':
      return keysOf(def.keyType).flatMap((key) => inner('valueType', join(key)));
    case 'union':
      return (def.options as unknown[]).flatMap((option) => idFields(option, path));
    case 'pipe':
      return inner('in');
    default:
      return inner('innerType');
  }
}

function keysOf(schema: unknown): string[] {
  const { def } = schema as { def: { entries?: Record<string, string> } };
  return Object.values(def.entries ?? {});
}
