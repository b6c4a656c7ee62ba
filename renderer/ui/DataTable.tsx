import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

/** For the cells and the heading of a column of words that is not the first one. */
export const WORDS = classes.words;

interface DataTableProps {
  /** What is read aloud when the box takes the focus, from which it can be scrolled. */
  label: string;
  /** A note below the figures. */
  caption?: string | undefined;
  /** A class of the table's own, for what only it needs. */
  className?: string | undefined;
  /** Smaller type, for a table inside of something else. */
  compact?: boolean;
  /** `thead`, `tbody` and `tfoot`. */
  children: ReactNode;
}

/**
 * A table of figures, which scrolls in its own box where it is too wide. The first column holds words, all others figures unless
 * their cells have the class `WORDS`; the first row of the `tfoot` is the total, further ones are parts of it.
 */
export function DataTable({ label, caption, className, compact = false, children }: DataTableProps) {
  return (
    <div className={classes.box} role="region" aria-label={label} tabIndex={0}>
      <Table
        className={className === undefined ? classes.table : `${classes.table} ${className}`}
        data-compact={compact || undefined}
        withRowBorders={false}
      >
        {caption === undefined ? null : <caption className={classes.caption}>{caption}</caption>}
        {children}
      </Table>
    </div>
  );
}
