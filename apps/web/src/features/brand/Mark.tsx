/** The mark: a ring with one pointed corner, an "o" that speaks. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="shrink-0 fill-current">
      <path
        fillRule="evenodd"
        d="M16.5 2.5a13.5 13.5 0 1 1 0 27H6.2A3.2 3.2 0 0 1 3 26.3V16A13.5 13.5 0 0 1 16.5 2.5Zm0 5.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8Z"
      />
    </svg>
  );
}
