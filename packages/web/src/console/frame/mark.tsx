/** Our mark, as on every other page: pins of a tumbler lock with the right key in it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke-width="5" stroke-linecap="round">
        <path class="drivers" d="M5.5 5.5v5m7-5v5m7-5v5m7-5v5" />
        <path class="keys" d="M5.5 18v4m7-4v8.5m7-8.5v1.5m7-1.5v6" />
      </g>
    </svg>
  );
}
