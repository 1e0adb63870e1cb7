import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { cio } from '#model/questions/roles/cio.ts';
import { controlsEngineer } from '#model/questions/roles/controlsEngineer.ts';
import { coo } from '#model/questions/roles/coo.ts';
import { dataArchitect } from '#model/questions/roles/dataArchitect.ts';
import { improvement } from '#model/questions/roles/improvement.ts';
import { operator } from '#model/questions/roles/operator.ts';
import { plantManager } from '#model/questions/roles/plantManager.ts';
import { supplyChain } from '#model/questions/roles/supplyChain.ts';
import { composePortal } from '#site/compose.ts';
import { composeBakery } from '../../bakery.ts';

const PORTFOLIOS = {
  starter: 'src/cli/starter',
  bakery: 'test/fixtures/bakery',
  garments: 'test/fixtures/garments',
  healthy: 'test/fixtures/healthy',
  demonstration: '.',
};

/** What no sentence to a reader holds: a hole, a count of one in the plural, a number in pieces. */
const BROKEN =
  /^[;,.]|;\s*[;.]|undefined|null|NaN|\[object|\b[Oo]ne (goals|pods|items|gates|comments|metrics|operators|of one)\b|\b1 (metrics|items|pods|comments)\b|\bNone of one\b|\.\.$| {2}|: \.$/;

describe.each(Object.entries(PORTFOLIOS))(
  'the questions of eight readers, asked of another portfolio: %s',
  (_, folder) => {
    let portal: Portal;
    beforeAll(async () => {
      const root = await mkdtemp(join(tmpdir(), 'trilens-roles-'));
      for (const part of ['content', 'data'])
        await cp(resolve(folder, part), join(root, part), { recursive: true });
      const composed = await composePortal({
        contentDir: join(root, 'content'),
        dataDir: join(root, 'data'),
        asOf: null,
        cacheDir: join(root, 'cache'),
      });
      expect(composed.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
      portal = composed.portal as Portal;
    });
    it('each is answered in whole sentences, with a date beside it', () => {
      const sites = portal.portfolio.sites.map((site) => site.id);
      const asked = [coo, cio, controlsEngineer, dataArchitect, supplyChain, improvement]
        .flatMap((role) => role(portal))
        .concat(
          sites.flatMap((site) => [...plantManager(portal, site), ...operator(portal, site)]),
        );
      expect(asked.length).toBe(42 + 14 * sites.length);
      for (const { question, answer, source } of asked) {
        expect.soft(answer, question).toMatch(/^["A-Z0-9−][\s\S]*[.?]$/);
        expect.soft(answer, question).not.toMatch(BROKEN);
        expect.soft(source, question).toMatch(/\d{1,2} \w+ 20\d\d$/);
      }
    });
    it('none says what the log says where there is no log', () => {
      if (portal.portfolio.settings.friction) return;
      for (const { answer } of [...cio(portal), ...controlsEngineer(portal)].filter((one) =>
        one.source.startsWith('No friction log'),
      ))
        expect(answer).toContain('No friction log is read');
    });
    it('the headline is a sentence', () => {
      expect(portal.headline).toMatch(/^[A-Z0-9].*\.$/);
      expect(portal.headline).not.toMatch(BROKEN);
      for (const answer of portal.answers)
        expect.soft(answer.answer, answer.question).not.toMatch(BROKEN);
    });
  },
);

it('a number is looked up by what it measures, under whatever title it has', async () => {
  const root = await mkdtemp(join(tmpdir(), 'trilens-roles-'));
  await cp(resolve('test/fixtures/bakery'), root, { recursive: true });
  const waste = await readFile(join(root, 'content/metrics/waste.yaml'), 'utf8');
  await writeFile(
    join(root, 'content/metrics/durchlauf.yaml'),
    waste.replace(/^title:.*$/m, 'title: Tage vom Auftrag bis zur Tür\nmeasures: lead-time'),
  );
  await writeFile(
    join(root, 'content/goals/zuletzt.yaml'),
    'title: Schneller beim Kunden\nparent: less-waste\nmetric: durchlauf\nowner: Werk\n',
  );
  await writeFile(
    join(root, 'content/goals/davor.yaml'),
    'title: Weniger Wege\nparent: less-waste\nmetric: waste\nowner: Werk\n',
  );
  const { portal } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf: null,
    cacheDir: join(root, 'cache'),
  });
  expect(
    supplyChain(portal as Portal).find((one) => one.question.startsWith('If lead time falls'))
      ?.path,
  ).toBe('metrics/durchlauf/');
});

it('a title that sounds right is no evidence: without a metric that says so the answer is how to say so', async () => {
  const { portal } = await composeBakery({
    'content/metrics/waste.yaml': (text) =>
      text.replace(/^title:.*$/m, 'title: Lead time to on-time delivery'),
  });
  const asked = supplyChain(portal as Portal);
  expect(asked.find((one) => one.question.startsWith('If lead time falls'))).toMatchObject({
    path: 'metrics/',
    answer:
      'No metric says that it measures lead time: write "measures: lead-time" in the file of the one that does.',
  });
  expect(asked.find((one) => one.question.startsWith('From when can I plan'))?.answer).toMatch(
    /^Less waste.*: /,
  );
});
