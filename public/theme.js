// Before anything is drawn: the theme, the lens and the language that were chosen on this device.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('trilens-theme');
  if (theme) root.dataset.theme = theme;
  const lens =
    root.dataset.lensOwn ??
    new URLSearchParams(location.search).get('lens') ??
    localStorage.getItem('trilens-lens');
  if (['business', 'it', 'ot'].includes(lens)) root.dataset.lens = lens;
  // A link may ask for a page in one language (`?in=en`), whatever is remembered.
  const language =
    new URLSearchParams(location.search).get('in') ?? localStorage.getItem('trilens-language');
  const version =
    language !== null &&
    language !== root.lang &&
    document.querySelector(`link[rel="alternate"][hreflang="${CSS.escape(language)}"]`);
  if (version) location.replace(version.href + location.search + location.hash);
} catch {}
