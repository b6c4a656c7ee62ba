import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import classes from './Disclosure.module.css';

interface DisclosureProps {
  open: boolean;
  /** Id of the element that holds what is shown or put away; it stays in the page either way. */
  controls: string;
  onToggle: () => void;
  children: ReactNode;
}

/** The button that shows something below itself, or puts it away again. */
export function Disclosure({ open, controls, onToggle, children }: DisclosureProps) {
  return (
    <button type="button" className={classes.disclosure} aria-expanded={open} aria-controls={controls} onClick={onToggle}>
      <Icon name="chevron" size={14} />
      {children}
    </button>
  );
}
