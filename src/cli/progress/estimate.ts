/** The parts of a build, in their order. */
export const STAGES = ['read', 'draw', 'write', 'prove', 'place'] as const;
export type Stage = (typeof STAGES)[number];

/** How long each stage of a build took, in seconds. */
export type StageTimes = Partial<Record<Stage, number>>;

/** Where a build is. `share` is the part of the stage that is done, 0 to 1; null where nobody can say. */
export interface Position {
  stage: Stage;
  elapsed: number;
  share: number | null;
}

/** Too little of a stage is done to reckon from it. */
const LEAST_SHARE = 0.05;

/**
 * Seconds that are left: of this stage by what is done of it, else by the build before; of the later ones by the build before.
 * Null where nothing is known, which is no zero.
 */
export function secondsLeft(
  { stage, elapsed, share }: Position,
  before: StageTimes,
): number | null {
  const own = ofStage(elapsed, share, before[stage]);
  if (own === null) return null;
  const later = STAGES.slice(STAGES.indexOf(stage) + 1).map((name) => before[name]);
  // Without a build before it, the largest stage is drawing the pages: what comes after it is not known.
  if (later.some((seconds) => seconds === undefined)) return null;
  return later.reduce<number>((sum, seconds) => sum + (seconds ?? 0), own);
}

function ofStage(elapsed: number, share: number | null, before: number | undefined): number | null {
  if (share !== null && share >= LEAST_SHARE) return (elapsed * (1 - share)) / share;
  return before === undefined ? null : Math.max(0, before - elapsed);
}

/** `about 20 s left`, `about 3 min left`; in steps that do not pretend to know more. */
export function leftWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 5) return 'nearly done';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  return `about ${Math.ceil(seconds / 60)} min left`;
}
