import type { Course } from '#model/foresight/dates/course.ts';
import type { Forecast } from '#model/foresight/forecast/forecast.ts';

/** What was forecast on earlier days, from `content/forecasts.json`. */
export interface KeptForecasts {
  forecasts: Forecast[];
  courses: Course[];
}
