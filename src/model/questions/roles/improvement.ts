import { drivers, type Link } from '#model/goal/drivers.ts';
import { capital, countOf, listOf } from '#model/words/format.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { standupsOf } from '#model/trust/trust.ts';
import { trustEffect } from '#model/trust/trustEffect.ts';
import { podPace } from '../pods.ts';
import {
  few,
  live,
  logSource,
  nothingLogged,
  records,
  sentence,
  standupSource,
  type RoleQuestion,
} from '../question.ts';

/** The questions of continuous improvement, answered from the records. */
export function improvement(portal: Portal): RoleQuestion[] {
  return [
    repeatedFriction(portal),
    evidenceOfDrivers(portal),
    fastPods(portal),
    useAfterMeetings(portal),
    movedDates(portal),
    lessons(portal),
    trustedLeads(portal),
  ];
}

function repeatedFriction(portal: Portal): RoleQuestion {
  const { friction, sites } = portal.portfolio;
  const repeated = causes(friction)
    .filter((cause) => cause.sites.length > 1)
    .sort((a, b) => b.sites.length - a.sites.length || b.items - a.items)
    .map(
      (cause) =>
        `${cause.name}: ${countOf(cause.items, 'item')} at ${listOf(cause.sites.map((id) => siteName(sites, id)))}`,
    );
  return {
    about: 'misalignment',
    question: 'Which friction repeats across plants?',
    path: 'trust/#by-site',
    source: logSource(portal),
    answer:
      repeated.length === 0
        ? nothingLogged(portal, 'No cause appears at two plants.')
        : sentence(few(repeated, 2)),
  };
}

/** The items that name a plant, by category, or by who waits for whom where they have none. */
function causes(
  friction: readonly FrictionItem[],
): { name: string; sites: string[]; items: number }[] {
  const placed = friction.flatMap((item) =>
    item.site
      ? [
          {
            site: item.site,
            cause: item.category ?? `${LENS_NAMES[item.from]} waiting for ${LENS_NAMES[item.to]}`,
          },
        ]
      : [],
  );
  return [...Map.groupBy(placed, ({ cause }) => cause)].map(([name, items]) => ({
    name,
    sites: [...new Set(items.map(({ site }) => site))],
    items: items.length,
  }));
}

function evidenceOfDrivers(portal: Portal): RoleQuestion {
  const links = driverLinks(portal);
  const proved = links.filter(isConfirmed);
  const beliefs = links.filter((link) => !isConfirmed(link));
  const strong =
    proved.length === 0
      ? 'no link is borne out yet'
      : `borne out: ${few(proved.map((link) => `${link.from} → ${link.toTitle}`))}`;
  const weak =
    beliefs.length === 0
      ? 'no link is only a belief'
      : `not borne out: ${few(beliefs.map((link) => `${link.from} → ${link.toTitle}`))}`;
  return {
    about: 'goals',
    question: 'Which driver has the strongest evidence, and which link is only a belief?',
    path: proved[0] ? `goals/${proved[0].goal}/#drivers` : 'goals/',
    source: records(portal),
    answer:
      links.length === 0
        ? 'No metric says yet what it is to move: write leads.'
        : sentence(`${strong}; ${weak}`),
  };
}

type DriverLink = Link & { from: string; goal: string };

/** The links of the driver trees of all goals; one that is in several trees names the goal of the last. */
function driverLinks(portal: Portal): DriverLink[] {
  const links = portal.goals.flatMap((state) =>
    drivers(state, portal)
      .flatMap((column) => column.drivers)
      .flatMap((driver) =>
        driver.links.map((link) => ({
          from: driver.state.metric.title,
          goal: state.goal.id,
          ...link,
        })),
      ),
  );
  return [...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values()];
}

function isConfirmed({ evidence }: DriverLink): boolean {
  return evidence === 'confirmed';
}

function fastPods(portal: Portal): RoleQuestion {
  const paces = live(portal)
    .map(({ initiative: { id, title } }) => ({ id, title, ...podPace(id, portal) }))
    .filter((pace) => pace.decided > 0)
    .toSorted(
      (a, b) =>
        b.supported / b.decided - a.supported / a.decided ||
        (a.medianDays ?? 0) - (b.medianDays ?? 0),
    )
    .map(
      (pace) =>
        `${pace.title}: ${pace.supported} of ${pace.decided} supported, ${earlyOrLate(pace.medianDays ?? 0)}${meetings(pace.id, portal)}`,
    );
  return {
    about: 'pods',
    question: 'Which pods decide fast and well, and what do they do differently?',
    path: 'pods/',
    source: records(portal),
    answer: paces.length === 0 ? 'No gate is decided yet.' : sentence(few(paces)),
  };
}

function earlyOrLate(days: number): string {
  return `${countOf(Math.abs(Math.round(days)), 'working day')} ${days > 0 ? 'late' : 'early'}`;
}

function meetings(initiative: string, { portfolio }: Portal): string {
  const { planned, threeLens } = standupsOf(portfolio, initiative);
  return planned === 0 ? '' : `, all three functions at ${threeLens} of ${planned} standups`;
}

function useAfterMeetings(portal: Portal): RoleQuestion {
  return {
    about: 'trust',
    question: 'Did use rise after the functions met, or do we just believe so?',
    path: 'trust/#standups',
    source: standupSource(portal),
    answer: trustEffect(portal),
  };
}

function movedDates(portal: Portal): RoleQuestion {
  const moved = portal.roadmap
    .filter(({ item }) => item.moved.length > 1)
    .map(
      ({ item }) =>
        `${item.title}, ${countOf(item.moved.length, 'time')}: ${item.moved.map((move) => move.reason ?? 'no reason').join(', ')}`,
    );
  return {
    about: 'roadmap',
    question: 'Which dates moved more than once, and why?',
    path: 'roadmap/',
    source: records(portal),
    answer: moved.length === 0 ? 'None.' : sentence(few(moved)),
  };
}

function lessons(portal: Portal): RoleQuestion {
  const learned = portal.portfolio.initiatives
    .toSorted((a, b) => Number(b.status === 'stopped') - Number(a.status === 'stopped'))
    .flatMap((initiative) =>
      initiative.lessons.map((lesson) => `${initiative.title}: ${lesson.text}`),
    );
  return {
    about: 'gates',
    question: 'What did we learn from the pilots that stopped?',
    path: 'lens/ot/#learned',
    source: records(portal),
    answer: learned.length === 0 ? 'No lesson is written down.' : sentence(few(learned, 2)),
  };
}

function trustedLeads(portal: Portal): RoleQuestion {
  const proved = driverLinks(portal).filter(isConfirmed);
  return {
    about: 'metrics',
    question: 'Which leading number has earned trust by predicting its outcome?',
    path: proved[0] ? `goals/${proved[0].goal}/#drivers` : 'metrics/',
    source: records(portal),
    answer:
      proved.length === 0
        ? 'None yet.'
        : sentence(
            few(
              proved.map(
                (link) => `${capital(link.from)} predicted ${link.toTitle}: ${link.words}`,
              ),
            ),
          ),
  };
}
