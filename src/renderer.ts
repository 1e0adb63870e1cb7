import { createApp } from 'astro/app/entrypoint';
import { StaticPaths } from 'astro:static-paths';

/**
 * What the compiled portal is driven by: Astro compiles this module with every page, and `publish/renderer` keeps the result
 * and asks it for one page after the other. The portal that they show is the one set by `setPortal`.
 */
const app = createApp({ streaming: false });

type Route = Awaited<ReturnType<InstanceType<typeof StaticPaths>['getAll']>>[number]['route'];

/** Every page of the portal at hand, always in the same order. */
export async function pages(): Promise<{ pathname: string; route: Route }[]> {
  return new StaticPaths(app).getAll();
}

/** The HTML of a page at its address under the base; a page that fails throws with its address. */
export async function render(address: string, route: Route): Promise<string> {
  const locals: App.Locals = {};
  const response = await app.render(new Request(`http://localhost${address}`), {
    routeData: route,
    locals,
  });
  if (locals.failure !== undefined)
    throw new Error(`the page ${address} failed: ${(locals.failure as Error).message}`, {
      cause: locals.failure,
    });
  if (response.status >= 500)
    throw new Error(`the page ${address} was answered with status ${response.status}`);
  return response.text();
}
