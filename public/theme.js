try {
  const theme = localStorage.getItem('trilens-theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
