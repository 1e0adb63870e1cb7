import { mountSearch } from './search/panel.ts';

// The page of search: its parts stand in the page, the words and filters in its address.
const place = document.querySelector<HTMLElement>('[data-search-place]');
if (place) void mountSearch(place, { keepInAddress: true });
