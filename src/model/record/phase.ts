import { PHASE_KINDS, type Framework, type Phase, type PhaseKind } from './gate.ts';

/** What part of the way a phase is, whatever it is called here; null where neither its kind nor its id says so. */
export function kindOf({ id, kind }: Pick<Phase, 'id' | 'kind'>): PhaseKind | null {
  return kind ?? PHASE_KINDS.find((one) => one === id) ?? null;
}

/** Of an initiative's framework: rules about pilots and roll-outs go by this and not by names. */
export function phaseKind(
  frameworks: readonly Framework[],
  { framework }: { framework: string },
  phase: string,
): PhaseKind | null {
  const found = frameworks
    .find((one) => one.id === framework)
    ?.phases.find((one) => one.id === phase);
  return found ? kindOf(found) : null;
}

/** Whether a phase of that name is of a kind in any framework: a playbook names a phase and no framework. */
export function isOfKind(
  frameworks: readonly Framework[],
  phase: string | undefined,
  kind: PhaseKind,
): boolean {
  return frameworks.some((framework) =>
    framework.phases.some((one) => one.id === phase && kindOf(one) === kind),
  );
}
