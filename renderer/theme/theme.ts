import { createTheme } from '@mantine/core';

/**
 * Mantine's own variables come from its style sheet and from tokens.css, never from a <style> element: the page's security
 * policy allows none. A colour changed here must be changed in tokens.css too, which is what is drawn.
 */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: {
    accent: ['#e6f1f1', '#cfe3e4', '#a5cbce', '#77b1b6', '#4f9aa1', '#2f868e', '#1b747d', '#0d626b', '#0a525a', '#063f46'],
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
