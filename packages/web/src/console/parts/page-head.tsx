import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hasMoved } from '../frame/router.ts';

interface PageHeadProps {
  readonly title: string;
  /** What the page belongs to, for the browser's title. */
  readonly of?: string;
  readonly lead?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Where one step up leads. */
  readonly back?: { readonly href: string; readonly text: string };
}

/** The head of a page. A page that opens takes the focus to its title, so that it is read out. */
export function PageHead({ title, of, lead, actions, back }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${[title, of].filter(Boolean).join(' · ')} · Pintumbler console`;
  }, [title, of]);
  useEffect(() => {
    if (hasMoved()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page-head">
      <div>
        {back && (
          <p class="small">
            <a href={back.href}>← {back.text}</a>
          </p>
        )}
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {lead && <p class="soft">{lead}</p>}
      </div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}
