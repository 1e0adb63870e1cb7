/**
 * What draws each block of the portfolio's own, by its name. Where a `trilens.config.ts` adds blocks, the compiler puts a
 * module with their components in the place of this one.
 */
export const OWN_BLOCKS: Record<string, OwnComponent> = {};

export type OwnComponent = (props: Record<string, unknown>) => unknown;
