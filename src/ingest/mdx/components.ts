import { ENTRY_KINDS } from '#model/run/run.ts';
import type { ComponentName } from '#model/record/component.ts';
import type { Component, Prop } from '#model/record/prop.ts';
import { chartComponents } from './chartComponents.ts';
import { LENSES } from '#model/record/lens.ts';

const metric: Prop = { says: 'whose numbers', is: { id: 'metric' }, required: true };
const picture: Prop = {
  says: 'a PNG, JPEG, WebP, AVIF or SVG file beside this text',
  is: { file: 'picture' },
  required: true,
};
const heading: Prop = { says: 'its heading', is: 'text' };

/** What authors may write in MDX. The guide shows each of them live, and reading checks every prop against this. */
export const COMPONENTS: Record<ComponentName, Component> = {
  ...chartComponents(),
  Steps: {
    says: 'A numbered list of steps that can be ticked, with time and progress.',
    holds: '<Step> by <Step>',
    of: 'Step',
    props: { title: heading },
  },
  Step: {
    says: 'One step. Its tick stays on the device; with a role it can be filtered.',
    holds: 'what to do and what good looks like',
    within: 'Steps',
    props: {
      title: { says: 'the step in a few words', is: 'text' },
      role: { says: 'who does it: ot-lead, technician, any role of yours', is: 'text' },
      minutes: { says: 'how long it takes', is: 'number' },
    },
  },
  Value: {
    says: 'What is entered at a step, checked against its limits and kept in the record of the run.',
    props: {
      name: { says: 'what is entered: Gap at the seal', is: 'text', required: true },
      kind: { says: 'number when absent', is: ENTRY_KINDS },
      unit: { says: 'of a number: mm, bar', is: 'text' },
      min: { says: 'the least that is in order', is: 'number' },
      max: { says: 'the most that is in order', is: 'number' },
      choices: { says: 'what may be chosen: ["sound", "worn"]', is: 'texts' },
      good: { says: 'which of the choices are in order; absent: all', is: 'texts' },
      optional: { says: 'the step can be ticked without it', is: 'flag' },
    },
  },
  Checklist: {
    says: 'A list to go through before the work: ticked on the device, printed with boxes.',
    holds: 'a Markdown list',
    of: 'list',
    props: {
      title: heading,
      role: { says: 'whose list it is; absent: everybody’s', is: 'text' },
    },
  },
  Role: {
    says: 'The name of a role within a sentence.',
    props: { id: { says: 'the role: ot-lead, technician', is: 'text', required: true } },
  },
  Callout: {
    says: 'What must not be missed.',
    holds: 'text',
    props: {
      kind: {
        says: 'how grave it is; safety is printed on the card',
        is: ['note', 'warning', 'safety'],
      },
      title: heading,
    },
  },
  Faq: {
    says: 'A question with its answer folded under it.',
    holds: 'the answer',
    props: { question: { says: 'the question', is: 'text', required: true } },
  },
  Takeaways: {
    says: 'The few sentences to remember.',
    holds: 'a Markdown list',
    of: 'list',
    props: {},
  },
  Lens: {
    says: 'What one function should know. With its lens chosen it stands out.',
    holds: 'text',
    props: { is: { says: 'the function', is: LENSES, required: true } },
  },
  Audience: {
    says: 'What is in the editions of one audience only; every component takes audience="…" as well.',
    holds: 'text',
    props: { is: { says: 'one of portfolio.yaml’s audiences', is: 'text', required: true } },
  },
  Tabs: {
    says: 'One text of several, by a tab each: two machines, two systems. On paper all of them are there.',
    holds: '<Tab> by <Tab>',
    of: 'Tab',
    props: {},
  },
  Tab: {
    says: 'One of them. Tabs of one title are chosen together on a page.',
    holds: 'text',
    within: 'Tabs',
    props: { title: { says: 'the words on the tab', is: 'text', required: true } },
  },
  Cards: {
    says: 'Cards side by side, for where to go next.',
    holds: '<Card> by <Card>',
    of: 'Card',
    props: {},
  },
  Card: {
    says: 'One card; with `href` it is a link.',
    holds: 'a sentence or two',
    within: 'Cards',
    props: {
      title: { says: 'its heading', is: 'text', required: true },
      href: { says: 'where it leads: another text, a page, a web address', is: 'link' },
    },
  },
  FileTree: {
    says: 'Folders and files as a tree: a folder ends with a slash or holds a list.',
    holds: 'a Markdown list of lists',
    of: 'list',
    props: {},
  },
  Badge: {
    says: 'A word that sets something apart within a sentence.',
    holds: 'a word or two',
    props: { kind: { says: 'what it means', is: ['note', 'good', 'warning', 'bad'] } },
  },
  Math: {
    says: 'A formula in TeX, drawn as MathML. Between `$$` on lines of their own it is the same; a single dollar sign is money.',
    props: {
      tex: { says: 'the formula in TeX', is: 'text', required: true },
      block: { says: 'on a line of its own', is: 'flag' },
    },
  },
  Include: {
    says: 'A shared part, `content/parts/lockout.mdx`, as if it were written here. It may hold whatever a text may hold, steps as well.',
    props: { part: { says: 'the name of its file without .mdx', is: 'part', required: true } },
  },
  Var: {
    says: 'A name, number or telephone that portfolio.yaml or sites.yaml holds under `variables`; the one of the plant that the device has chosen.',
    props: { name: { says: 'which one', is: 'variable', required: true } },
  },
  Term: {
    says: 'A word of the glossary with its definition at hand: a tap shows it.',
    holds: 'the word as the sentence has it',
    props: { is: { says: 'the term, where the words differ from it', is: 'text' } },
  },
  Picture: {
    says: 'A picture; `![what it shows](valve.jpg)` is the same in Markdown.',
    props: {
      src: picture,
      alt: { says: 'what it shows, for those who do not see it', is: 'text' },
    },
  },
  Figure: {
    says: 'A picture with a caption and numbered markers; a tap enlarges it.',
    holds: 'the caption',
    props: {
      src: picture,
      alt: { says: 'what it shows, for those who do not see it', is: 'text' },
      markers: {
        says: 'places on it in per cent from the left and the top: [{ "x": 20, "y": 35, "text": "inlet" }]',
        is: 'markers',
      },
    },
  },
  Video: {
    says: 'A video from a file beside the text. It is kept for those who open it, never fetched ahead.',
    holds: 'the transcript, for those who cannot play it',
    props: {
      src: { says: 'an MP4 or WebM file beside this text', is: { file: 'video' }, required: true },
      title: { says: 'what it shows, as a sentence', is: 'text', required: true },
      poster: { says: 'the picture before it plays', is: { file: 'picture' } },
      captions: { says: 'what is said, as a WebVTT file', is: { file: 'captions' } },
    },
  },
  File: {
    says: 'A link to a file beside the text, with its type and size; `[the form](form.pdf)` is the same in Markdown.',
    holds: 'the words of the link',
    props: {
      src: {
        says: 'a PDF, workbook or document beside this text',
        is: { file: 'attachment' },
        required: true,
      },
    },
  },
  Metric: {
    says: 'The newest value within a sentence, with its period and, where there is one, its doubt.',
    props: {
      id: { ...metric, says: 'which metric' },
      site: { says: 'of one site only', is: { id: 'site' } },
    },
  },
  Chart: {
    says: 'A metric over time with limits, signals, target and planned course.',
    props: {
      metric,
      by: { says: 'one small chart a site, line or role', is: ['site', 'line', 'role'] },
      site: { says: 'of one site only', is: { id: 'site' } },
      line: { says: 'of one line only', is: { id: 'line' } },
    },
  },
  VegaLite: {
    says: 'A chart of your own over a metric’s numbers: fields period, site, value, numerator, denominator.',
    props: {
      metric,
      spec: { says: 'a Vega-Lite spec without data', is: 'spec', required: true },
      title: { says: 'what the chart shows, as a sentence', is: 'text' },
    },
  },
  Download: {
    says: 'A link to a metric’s numbers.',
    props: {
      metric,
      title: { says: 'the words of the link', is: 'text' },
      as: { says: 'the format', is: ['csv', 'json'] },
    },
  },
  Gate: {
    says: 'The gate reviews of an initiative: criteria judged from data, sign-offs, decision.',
    props: {
      initiative: { says: 'whose gates', is: { id: 'initiative' }, required: true },
      review: { says: 'only this review', is: { id: 'review' } },
    },
  },
  Decisions: {
    says: 'What leadership is asked for: every open gate review and request, with deadline, evidence, options, what the three functions say, and what happens if it is not decided.',
    props: {
      initiative: { says: 'only what is asked for this initiative', is: { id: 'initiative' } },
      top: { says: 'how many, those that cost most to wait for; all when absent', is: 'count' },
    },
  },
  Foresight: {
    says: 'What is to come: what open decisions cost while they wait, gates that are due too early, and how many earlier forecasts came true.',
    props: {},
  },
  Roadmap: {
    says: 'Roadmap items in their layers.',
    props: {
      lens: { says: 'only this layer', is: LENSES },
      goal: { says: 'only items for this goal', is: { id: 'goal' } },
      initiative: { says: 'only items of this initiative', is: { id: 'initiative' } },
    },
  },
  Goals: {
    says: 'One row a goal: value, signal, distance and time, plan and the date at the present pace.',
    props: {},
  },
  Answers: {
    says: 'The first screen: twelve questions of leadership, answered from the data.',
    props: {},
  },
  Changes: {
    says: 'What is different since the report before, in groups; that nothing changed is said as well.',
    props: {},
  },
  Portfolio: {
    says: 'Every initiative with phase and age, position, adoption to outcome, and its benefit.',
    props: {},
  },
  Sites: { says: 'Sites by initiatives: phase, acceptance, use; what lags is said.', props: {} },
  Friction: {
    says: 'Who waits for whom, with counts, medians that count open items, and the oldest.',
    props: {},
  },
  Money: {
    says: 'Benefits by class, planned, claimed and confirmed, cash apart from capacity; spending by kind.',
    props: {},
  },
  Learning: {
    says: 'What was stopped, tried again and learned, and who used the lesson.',
    props: {},
  },
  Confidence: { says: 'How far each number can be trusted, and why not further.', props: {} },
  Findings: {
    says: 'Findings, the gravest first.',
    props: {
      rule: { says: 'only of this rule', is: { id: 'rule' } },
      severity: { says: 'only of this severity', is: ['error', 'warn', 'info'] },
      top: { says: 'how many, the gravest first; 20 when absent', is: 'count' },
    },
  },
};

/** A prop that every component takes. */
export const AUDIENCE_PROP: Prop = { says: 'in the editions of this audience only', is: 'text' };

/** HTML that MDX may hold inline. */
export const PLAIN_TAGS = new Set([
  'b',
  'i',
  'em',
  'strong',
  'sub',
  'sup',
  'kbd',
  'br',
  'abbr',
  'small',
  'mark',
]);
