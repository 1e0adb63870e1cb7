import { describe, expect, it } from 'vitest';
import { contentsOf } from '#model/playbook/contents.ts';
import { foldersOf, libraryPages, shelves } from '#model/playbook/library.ts';
import type { Playbook } from '#model/record/playbook.ts';

const playbook = (id: string, more: Partial<Playbook> = {}): Playbook => ({
  ...{ id, file: `content/playbooks/${id}.mdx`, title: id, summary: '', lenses: [], tags: [] },
  ...{ goals: [], metrics: [], initiatives: [], provedAt: [], reviewEveryDays: 365, order: 100 },
  ...{ revisions: [], approvedBy: [], approvals: [], resetEvery: 'never', body: [], headings: [] },
  ...more,
});

describe('a library of playbooks', () => {
  const all = [
    playbook('c', { folder: ['line-1'] }),
    playbook('b', { folder: ['line-1'], order: 1, then: ['c'] }),
    playbook('a', { needs: ['b'] }),
    playbook('hidden', { unlisted: true, folder: ['line-1'] }),
  ];

  it('lists its folders with their playbooks in order, without what is unlisted', () => {
    expect(
      foldersOf(all).map(({ name, playbooks }) => [name, playbooks.map(({ id }) => id)]),
    ).toEqual([
      ['', ['a']],
      ['Line 1', ['b', 'c']],
    ]);
  });

  it('knows the neighbours in a folder, what comes before and what follows', () => {
    const places = shelves(all);
    expect(places.get('b')).toMatchObject({
      folders: ['Line 1'],
      previous: null,
      next: { id: 'c' },
    });
    expect(places.get('b')?.then).toEqual([{ id: 'c', title: 'c' }]);
    expect(places.get('a')).toMatchObject({ previous: null, next: null, needs: [{ id: 'b' }] });
    expect(places.get('hidden')).toMatchObject({ previous: null, next: null });
  });
});

describe('a library of more playbooks than a page holds', () => {
  const many = Array.from({ length: 450 }, (_, index) =>
    playbook(`p-${index}`, {
      folder: index < 250 ? ['line-1'] : ['line-2', 'start'],
      order: index,
    }),
  );

  it('has pages of 200, on which a folder goes on', () => {
    expect(
      libraryPages(foldersOf(many)).map((folders) =>
        folders.map(({ name, playbooks }) => [name, playbooks.length]),
      ),
    ).toEqual([
      [['Line 1', 200]],
      [
        ['Line 1', 50],
        ['Line 2 › Start', 150],
      ],
      [['Line 2 › Start', 50]],
    ]);
  });

  it('leads from a playbook to the page on which its folder begins', () => {
    const places = shelves(many);
    expect(places.get('p-240')).toMatchObject({ folders: ['Line 1'], pages: [1] });
    expect(places.get('p-449')).toMatchObject({ folders: ['Line 2', 'Start'], pages: [2, 2] });
  });
});

describe('the contents of a page', () => {
  it('are its headings and its lists of steps, in the order of the text', () => {
    const steps = { kind: 'component', name: 'Steps', props: { title: 'Do it' }, line: 9 } as const;
    const step = {
      kind: 'component',
      name: 'Step',
      props: {},
      children: [{ kind: 'html', html: '<h3 id="in">In a step</h3>' }],
      line: 10,
    } as const;
    expect(
      contentsOf([
        { kind: 'html', html: '<h2 id="why">Why <em>&amp;</em> what</h2><p>x</p>' },
        { ...steps, children: [{ ...step, children: [...step.children] }] },
        { kind: 'html', html: '<h2 class="sr-only" id="footnote-label">Footnotes</h2>' },
      ]),
    ).toEqual([
      { id: 'why', text: 'Why & what', depth: 2 },
      { id: 'steps-9', text: 'Do it', depth: 2 },
      { id: 'in', text: 'In a step', depth: 3 },
    ]);
  });
});
