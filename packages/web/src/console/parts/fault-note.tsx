import type { ApiFault } from '../api/request.ts';

/** What the server said went wrong, and what to quote to whoever reads its log. */
export function FaultNote({ fault }: { readonly fault: ApiFault | null }) {
  return (
    <div role="alert">
      {fault !== null && (
        <div class="note bad">
          <p>{fault.message}</p>
          {fault.requestId !== null && (
            <p class="small soft">
              Request <code>{fault.requestId}</code>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
