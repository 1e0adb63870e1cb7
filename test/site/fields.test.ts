import { describe, expect, it } from 'vitest';
import { fieldsOf, RECORDS } from '#site/fields.ts';

describe('the tables of fields in the guide', () => {
  it.each(RECORDS)('every field of %s says what it means', (record) => {
    const rows = fieldsOf(record);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((row) => row.says === '').map((row) => row.name)).toEqual([]);
  });

  it('name every field of the roadmap and of functions.yaml, down to those inside others', () => {
    const names = (record: (typeof RECORDS)[number]) => fieldsOf(record).map((row) => row.name);
    expect(names('functions')).toEqual([
      'lens',
      'name',
      'focus',
      'friction',
      'needs',
      'constraints',
    ]);
    expect(names('item')).toEqual(
      expect.arrayContaining([
        'needs[].type',
        'stopWindow.from',
        'moc',
        'moved[].reason',
        'isa95Level',
        'ownerLayer',
        'doneOn',
        'confidence',
      ]),
    );
  });
  it.each([
    'portfolio',
    'site',
    'functions',
    'term',
    'goal',
    'contribution',
    'metric',
    'initiative',
    'seat',
    'item',
    'framework',
    'playbook',
    'report',
    'review',
    'criterion',
  ])('%s has its table in a chapter', async (record) => {
    const { readFile } = await import('node:fs/promises');
    const chapters = await Promise.all(
      ['content', 'gates'].map((name) => readFile(`src/pages/guide/${name}.mdx`, 'utf8')),
    );
    expect(chapters.join('')).toContain(`<Fields of="${record}" />`);
  });

  it('say of each field what it takes, whether it is needed, and what is taken when nothing is written', () => {
    const rows = new Map(fieldsOf('metric').map((row) => [row.name, row]));
    expect(rows.get('type')).toMatchObject({
      kind: 'adoption, behavior, outcome, delivery',
      needed: true,
      otherwise: null,
    });
    expect(rows.get('grain')).toMatchObject({
      kind: 'day, week, month, quarter, year',
      needed: false,
      otherwise: 'month',
    });
    expect(rows.get('guards')).toMatchObject({ kind: 'list of ids', needed: false });
    expect(fieldsOf('column').find((row) => row.name === 'decimalChar')?.kind).toBe('".", ","');
    const pod = new Map(fieldsOf('initiative').map((row) => [row.name, row.kind]));
    expect([
      pod.get('pod'),
      pod.get('pod.itLead'),
      pod.get('sites'),
      pod.get('checkpoints'),
    ]).toEqual([
      'fields below',
      'text or fields below',
      'list of ids, or of the fields below',
      'list',
    ]);
    expect(
      new Map(fieldsOf('initiative').map((row) => [row.name, row])).get('benefits[].confirmedBy')
        ?.kind,
    ).toBe('text');
  });
});
