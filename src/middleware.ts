import { defineMiddleware } from 'astro:middleware';
import { pageDesk } from '#site/pageDesk.ts';

/** A page whose facts and code are those of an earlier build is not rendered again; every page is shown to the search index. */
export const onRequest = defineMiddleware(async (context, next) => {
  const desk = pageDesk();
  if (!desk) return next();
  const { pathname } = context.url;
  const kept = await desk.kept(pathname);
  if (kept !== null) return new Response(kept, { headers: { 'content-type': 'text/html' } });
  const response = await next();
  if (!response.headers.get('content-type')?.includes('text/html')) return response;
  const html = await response.text();
  await desk.rendered(pathname, html);
  return new Response(html, response);
});
