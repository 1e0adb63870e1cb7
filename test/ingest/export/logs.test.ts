import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadExport } from '#ingest/export/exports.ts';
import { FRICTION_COLUMNS, frictionItems } from '#ingest/log/friction.ts';
import { STANDUP_COLUMNS, standups } from '#ingest/log/standups.ts';
import { judge } from '../../model/findings/healthy.ts';

const log = (columns: string[], ...rows: (string | number | null)[][]) =>
  ({ columns, rows: rows.map((cells) => ({ cells })) }) as unknown as ReadExport;
const codes = new Map([['I-1', 'spindle-watch']]);

describe('the friction log', () => {
  const columns = Object.values(FRICTION_COLUMNS);
  it('is read by the columns that the guide names, codes of initiatives as their ids', () => {
    const guide = readFileSync('src/pages/guide/contracts.mdx', 'utf8');
    for (const column of [...columns, ...Object.values(STANDUP_COLUMNS)])
      expect(guide, column).toContain(`\`${column}\``);
    const [item] = frictionItems(
      log(
        columns,
        columns.map(
          (column) =>
            ({
              id: 'F-1',
              initiative: 'I-1',
              from_lens: 'OT',
              to_lens: 'it',
              severity: 2,
              opened: '2026-05-04T07:00',
              category: 'workflow',
            })[column] ?? null,
        ),
      ),
      {},
      codes,
    );
    expect(item).toMatchObject({
      id: 'F-1',
      initiative: 'spindle-watch',
      from: 'ot',
      to: 'it',
      severity: 2,
      firstResponse: null,
      resolved: null,
      category: 'workflow',
    });
  });
  it.each([
    [1, 1],
    ['P1', 1],
    ['Sev 2', 2],
    ['2 - impaired', 2],
    ['high', 3],
    [7, 3],
    [null, 3],
  ])('reads the severity %j as %i, so that no promise is unbounded', (written, severity) => {
    const [item] = frictionItems(
      log(['from_lens', 'to_lens', 'opened', 'severity'], ['ot', 'it', '2026-05-04', written]),
      {},
      codes,
    );
    expect(item?.severity).toBe(severity);
  });
  it('takes columns that are named otherwise, and leaves out rows that say nothing of who waits for whom', () => {
    const items = frictionItems(
      log(
        ['Von', 'An', 'opened'],
        ['ot', 'it', '2026-05-04'],
        ['ot', 'finance', '2026-05-04'],
        ['ot', 'it', null],
      ),
      { from: 'Von', to: 'An' },
      codes,
    );
    expect(items.map((item) => [item.from, item.to, item.severity, item.nextStepOwner])).toEqual([
      ['ot', 'it', 3, undefined],
    ]);
  });
});

describe('the log of standups', () => {
  it('counts a meeting that was called off as planned, and heads of each function', () => {
    const read = standups(
      log(
        ['initiative', 'date', 'held', 'business', 'it', 'ot'],
        ['I-1', '2026-10-05', 'yes', 1, 2, 0],
        ['I-1', '2026-10-12', 'no', null, null, null],
      ),
      {},
      codes,
    );
    expect(read).toEqual([
      {
        initiative: 'spindle-watch',
        date: '2026-10-05',
        held: true,
        attendance: { business: 1, it: 2, ot: 0 },
      },
      {
        initiative: 'spindle-watch',
        date: '2026-10-12',
        held: false,
        attendance: { business: 0, it: 0, ot: 0 },
      },
    ]);
  });
});

describe('a log in the portal', () => {
  it('stops the build by a severity in words where a gate asks which issues are open', async () => {
    const { portal, problems } = await judge([
      ['data/friction.csv', null, 'F-5,watch,ot,it,Critical,B,2026-10-05T09:00,,,Gloves,Ida\n'],
      [
        'data/datapackage.json',
        /("severity",\s+"type": )"integer"/,
        '"severity", "type": "string"',
      ],
    ]);
    expect(portal).toBeNull();
    expect(problems.find(({ severity }) => severity === 'error')).toMatchObject({
      code: 'content/log-word',
      found: expect.stringMatching(
        /"Critical" in the column "severity", in 1 of 5 rows; they are counted as 3, the mildest, and a gate rests on them/,
      ),
    });
  });
  it('says how many of its rows name nobody who waits or answers, and counts the others', async () => {
    const { portal } = await judge([
      ['data/friction.csv', null, 'F-5,watch,ot,purchasing,2,B,2026-10-05T09:00,,,Gloves,Ida\n'],
    ]);
    const log = portal?.portfolio.exports.find(
      (report) => report.contract.name === portal.portfolio.settings.friction?.export,
    );
    expect(log?.doubts).toEqual([
      expect.stringMatching(/^1 of 5 rows do not say who waits for whom/),
    ]);
    expect(portal?.portfolio.friction).toHaveLength(4);
  });
});
