import { defineMiddleware } from 'astro:middleware';

/** Astro answers a page that fails with a page of its own; what it failed with is left here for whoever asked. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  try {
    return await next();
  } catch (error) {
    locals.failure = error;
    throw error;
  }
});
