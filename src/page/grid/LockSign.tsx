/** A padlock; the words beside it say the same. */
export const LockSign = () => (
  <svg className="locksign" viewBox="0 0 10 12" aria-hidden="true">
    <path d="M2 5V3.5a3 3 0 0 1 6 0V5h.5A1.5 1.5 0 0 1 10 6.5v4A1.5 1.5 0 0 1 8.5 12h-7A1.5 1.5 0 0 1 0 10.5v-4A1.5 1.5 0 0 1 1.5 5zm1.5 0h3V3.5a1.5 1.5 0 0 0-3 0z" />
  </svg>
)
