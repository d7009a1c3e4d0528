import type { ComponentChildren } from 'preact';

/** Where nothing is yet: says so, and what to do about it. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <div class="soft">{children}</div>
    </div>
  );
}
