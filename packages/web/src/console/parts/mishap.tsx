import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';

/** Around a page: where it fails, the way around stays, and the browser's log has what happened. */
export function Mishap({ children }: { readonly children: ComponentChildren }) {
  const [error, again] = useErrorBoundary((cause: unknown) => reportError(cause));
  if (error === undefined) return <>{children}</>;
  return (
    <div class="stack" role="alert">
      <h1>This page failed</h1>
      <p class="soft">Nothing was changed by it. Try again, or reload the page.</p>
      <p>
        <button type="button" class="button second" onClick={again}>
          Try again
        </button>
      </p>
    </div>
  );
}
