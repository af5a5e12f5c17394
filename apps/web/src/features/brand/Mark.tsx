/** The mark: a ring with one pointed corner, an "o" that speaks. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="shrink-0 fill-current">
      <path
        fillRule="evenodd"
        d="M16 2a14 14 0 1 1 0 28H5.2A3.2 3.2 0 0 1 2 26.8V16A14 14 0 0 1 16 2Zm0 7.6a6.4 6.4 0 1 0 0 12.8 6.4 6.4 0 0 0 0-12.8Z"
      />
    </svg>
  );
}
