// Follow a goal, a plant, an initiative or a layer; look at one item or one line; walk with the arrows.
import { startDrawing } from './roadmap/drawing.ts';
import { startFollow } from './roadmap/follow.ts';

const region = document.querySelector<HTMLElement>('.map-scroll.scroll');
if (region) startDrawing(region);
startFollow();
