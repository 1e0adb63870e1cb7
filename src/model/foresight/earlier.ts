import type { Course } from './dates/course.ts';
import type { Forecast } from './forecast/forecast.ts';
import type { Foresight } from './foresightState.ts';

/** Forecasts and courses of items as earlier builds knew them. */
export type Earlier = {
  forecasts?: readonly Forecast[] | undefined;
  courses?: readonly Course[] | undefined;
} | null;

/** Gives what was made of the same inputs before, or makes it. */
export type Keep = (inputs: () => unknown, make: () => Foresight) => Foresight;
