import { describe, expect, it } from 'vitest';
import { isOfKind, kindOf } from '#model/record/phase.ts';
import { judge, type Edit } from '../findings/healthy.ts';

const TRIAL = 'content/initiatives/trial.mdx';
const house = (proof: string): Edit => [
  'content/frameworks/house.yaml',
  null,
  `title: House\nphases:\n  - { id: proof${proof}, title: Proof, gate: H1 }\n  - { id: plants, kind: scale, title: All plants, gate: H2 }\n`,
];
/** Trial in a framework whose phases have names of their own. */
const inPhase = (phase: string): Edit[] => [
  [TRIAL, 'phase: pilot\nphaseSince', `framework: house\nphase: ${phase}\nphaseSince`],
  [TRIAL, '  - { site: B, phase: pilot,', `  - { site: B, phase: ${phase},`],
  [
    TRIAL,
    'gates:\n  - id: trial-g1\n    phase: pilot',
    `gates:\n  - id: trial-g1\n    phase: ${phase}`,
  ],
];
const rulesOf = async (...edits: Edit[]) =>
  (await judge(edits)).findings
    .filter((finding) => finding.initiative === 'trial')
    .map((finding) => finding.rule);

describe('what part of the way a phase is', () => {
  it('is its kind, else its id where that is one of the usual names, else nobody knows', () => {
    expect([
      kindOf({ id: 'proof', kind: 'pilot' }),
      kindOf({ id: 'pilot' }),
      kindOf({ id: 'pilot', kind: 'scale' }),
      kindOf({ id: 'proof' }),
    ]).toEqual(['pilot', 'pilot', 'scale', null]);
  });
  it('a playbook names a phase and no framework: any framework counts', () => {
    const framework = {
      id: 'house',
      file: '',
      title: '',
      phases: [
        {
          id: 'plants',
          kind: 'scale' as const,
          title: '',
          objective: '',
          gate: '',
          gateTitle: '',
          criteria: [],
          signOffs: [],
        },
      ],
    };
    expect([
      isOfKind([framework], 'plants', 'scale'),
      isOfKind([framework], 'plants', 'pilot'),
      isOfKind([framework], undefined, 'scale'),
    ]).toEqual([true, false, false]);
  });
});

describe('rules about pilots and roll-outs go by it, whatever the phases are called', () => {
  const OLD: Edit = [TRIAL, 'phaseSince: 2026-08-10', 'phaseSince: 2025-08-10'];
  it('a pilot that does not end is found', async () => {
    expect(await rulesOf(house(', kind: pilot'), ...inPhase('proof'), OLD)).toContain(
      'initiative/purgatory',
    );
    expect(await rulesOf(house(', kind: iterate'), ...inPhase('proof'), OLD)).not.toContain(
      'initiative/purgatory',
    );
  });
  it('a roll-out that is judged over all plants together is found, and one without a playbook', async () => {
    const found = await rulesOf(house(', kind: pilot'), ...inPhase('plants'), [
      TRIAL,
      'sites: [B]\n    only',
      'sites: [A, B]\n    only',
    ]);
    expect(found).toEqual(
      expect.arrayContaining(['gate/pooled-scale', 'initiative/scaled-without-playbook']),
    );
  });
  it('a phase that does not say what it is gets a warning with its place, since no rule looks at it', async () => {
    const { problems } = await judge([house(''), ...inPhase('proof')]);
    expect(problems).toMatchObject([
      {
        code: 'framework/phase-kind',
        severity: 'warning',
        file: 'content/frameworks/house.yaml',
        line: 3,
        column: 11,
        allowed: 'frame, pilot, iterate, scale, sustain',
        fix: 'add kind',
      },
    ]);
  });
});
