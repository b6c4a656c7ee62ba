import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  /** Id of the title: the focus goes there when the page is shown. */
  titleId: string;
  title: string;
  /** One or two sentences: what the page is for. */
  lead: string;
  children: ReactNode;
}

/** A page beside the questions: its title, what it is for, and below what it shows. */
export function Page({ titleId, title, lead, children }: PageProps) {
  return (
    <div className={classes.page}>
      <h2 id={titleId} className={classes.title} tabIndex={-1}>
        {title}
      </h2>
      <p className={classes.lead}>{lead}</p>
      {children}
    </div>
  );
}
