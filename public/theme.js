// Before anything is drawn: the theme and the lens that were chosen on this device.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('trilens-theme');
  if (theme) root.dataset.theme = theme;
  const lens =
    root.dataset.lensOwn ??
    new URLSearchParams(location.search).get('lens') ??
    localStorage.getItem('trilens-lens');
  if (['business', 'it', 'ot'].includes(lens)) root.dataset.lens = lens;
} catch {}
