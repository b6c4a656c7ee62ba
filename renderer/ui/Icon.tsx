import classes from './Icon.module.css';

const PATHS = {
  ledger: 'M3 4h10M8 4v9',
  clock: 'M8 4.5V8l2.4 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  spinner: 'M14 8a6 6 0 1 1-6-6',
  check: 'M5.2 8.2l2 2 3.6-4.2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  outside: 'M5.2 8h5.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  alert: 'M8 6.2v3.1M8 11.4v.1M7.1 2.6 1.9 11.9a1 1 0 0 0 .9 1.6h10.4a1 1 0 0 0 .9-1.6L8.9 2.6a1 1 0 0 0-1.8 0Z',
  stopped: 'M6 6l4 4M10 6l-4 4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  send: 'M8 13V3.5M3.8 7.5 8 3.3l4.2 4.2',
  copy: 'M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Z',
  again: 'M13.5 3v3.2h-3.2M13.2 6.2A5.6 5.6 0 1 0 13.6 9',
  clear: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5M6.8 7v3.8M9.2 7v3.8',
  chevron: 'M4 6.2 8 10l4-3.8',
  back: 'M9.8 3.8 5.6 8l4.2 4.2',
  private:
    'M4.5 7.2V5.4a3.5 3.5 0 0 1 7 0v1.8M3.8 7.2h8.4a.8.8 0 0 1 .8.8v5a.8.8 0 0 1-.8.8H3.8a.8.8 0 0 1-.8-.8V8a.8.8 0 0 1 .8-.8Z',
  light:
    'M8 1.6v1.3M8 13.1v1.3M14.4 8h-1.3M2.9 8H1.6M12.5 3.5l-.9.9M4.4 11.6l-.9.9M12.5 12.5l-.9-.9M4.4 4.4l-.9-.9M10.8 8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z',
  dark: 'M13.6 9.6A6 6 0 0 1 6.4 2.4a6 6 0 1 0 7.2 7.2Z',
  auto: 'M8 2v12M8 4.6 11.6 3.2M8 8l5.8-2M8 11.4l5.4-2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
} as const;

/** Names of the page's own drawings. */
export type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text; always beside words, so it is silent for screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={name === 'spinner' ? classes.turning : classes.icon}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
