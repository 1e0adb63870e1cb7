import { addDays, type IsoDate } from '#model/time/date.ts';
import type { BodyNode, Playbook } from './playbook.ts';

interface RoleSteps {
  role: string;
  name: string;
  steps: number;
  /** Sum over the steps that say how long they take; 0 when none does. */
  minutes: number;
}

export interface StepTotals {
  steps: number;
  minutes: number;
  /** In the order in which they first act. */
  roles: RoleSteps[];
}

/** How many steps a body holds, how long they take, and whose they are. */
export function stepTotals(body: BodyNode[]): StepTotals {
  const steps = stepsOf(body);
  const roles = [...new Set(steps.flatMap((step) => step.role ?? []))].map((role): RoleSteps => {
    const own = steps.filter((step) => step.role === role);
    return { role, name: roleName(role), steps: own.length, minutes: minutes(own) };
  });
  return { steps: steps.length, minutes: minutes(steps), roles };
}

/** The roles whose steps a body holds; none where anybody has something to do: without steps, or with a step of no role. */
export function rolesAtWork(body: BodyNode[]): string[] {
  const roles = stepsOf(body).map(({ role }) => role);
  return [...new Set(roles.includes(null) ? [] : roles.filter((role) => role !== null))];
}

/** What is written before the first step of a list, and its steps with what is written between them, in the order of the text. */
export function partSteps(body: readonly BodyNode[]): {
  before: BodyNode[];
  list: ListedStep[];
} {
  const nodes = withoutAudiences(body);
  const first = nodes.findIndex(isStep);
  const listed = first < 0 ? [] : nodes.slice(first).filter((node) => !isBlank(node));
  const list: ListedStep[] = [];
  for (const node of listed) {
    const last = list.at(-1);
    if (isStep(node)) list.push({ number: list.filter(isNumbered).length + 1, nodes: [node] });
    else if (last && !isNumbered(last)) last.nodes.push(node);
    else list.push({ number: null, nodes: [node] });
  }
  return { before: first < 0 ? nodes : nodes.slice(0, first), list };
}

/** A step with its number, or what is written between two of them. */
interface ListedStep {
  number: number | null;
  nodes: BodyNode[];
}

const isNumbered = ({ number }: ListedStep) => number !== null;
const isStep = (node: BodyNode) => node.kind === 'component' && node.name === 'Step';
const isBlank = (node: BodyNode) => node.kind === 'html' && node.html.trim() === '';

/** What is for one audience stands among the others: an edition for somebody else does not have it. */
function withoutAudiences(body: readonly BodyNode[]): BodyNode[] {
  return body.flatMap((node) =>
    node.kind === 'component' && node.name === 'Audience' && stepsOf(node.children).length > 0
      ? withoutAudiences(node.children)
      : [node],
  );
}

/** The day on which the next review is due, or null when it was never reviewed. */
export function reviewDue(playbook: Playbook): IsoDate | null {
  return playbook.reviewed ? addDays(playbook.reviewed, playbook.reviewEveryDays) : null;
}

const NAMES: Record<string, string> = {
  'it-lead': 'IT lead',
  'ot-lead': 'OT lead',
  sponsor: 'Executive sponsor',
};

/** `maintenance-planner` → `Maintenance planner`. */
export function roleName(role: string): string {
  const words = role.replaceAll('-', ' ');
  return NAMES[role] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function stepsOf(body: readonly BodyNode[]): { role: string | null; minutes: number }[] {
  return body.flatMap((node) => {
    if (node.kind !== 'component') return [];
    if (node.name !== 'Step') return stepsOf(node.children);
    const { role, minutes: time } = node.props;
    return [
      {
        role: typeof role === 'string' ? role : null,
        minutes: typeof time === 'number' ? time : Number(time ?? 0) || 0,
      },
    ];
  });
}

const minutes = (steps: { minutes: number }[]) =>
  steps.reduce((total, step) => total + step.minutes, 0);
