/** Something is under way. `label` says what, to those who do not see it. */
export function Spinner({ label }: { label: string }) {
  return (
    <span role="status" className="inline-flex">
      <span
        aria-hidden="true"
        className="inline-block size-5 animate-spin rounded-full border-2 border-line border-t-accent motion-reduce:animate-none"
      />
      <span className="sr-only">{label}</span>
    </span>
  );
}
