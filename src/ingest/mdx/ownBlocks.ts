import { COMPONENT_NAMES } from '#model/record/component.ts';
import { OwnParts } from '#model/record/ownParts.ts';
import type { Component } from '#model/record/prop.ts';

/** A block of the portfolio's own, as `trilens.config.ts` writes it. */
export interface OwnBlock extends Component {
  /** As authors write it: `Thermometer`. */
  name: string;
  /** The `.astro` file that draws it, from the folder of the configuration. */
  component: string;
  /** MDX that the guide shows with what comes of it. */
  example?: string;
}

export const ownBlocks = new OwnParts<OwnBlock>('blocks');

/** Every component that authors may write: those of Trilens, and the portfolio's own. */
export function componentNames(): string[] {
  return [...COMPONENT_NAMES, ...ownBlocks.all.map((block) => block.name)];
}
