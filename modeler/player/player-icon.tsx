/** The signs on the player's buttons, drawn: fonts lack them. */
const shapes = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M12 3v10L4 8z',
  play: 'M4 3v10l9-5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M3 3v10l6-5zM10 3h2v10h-2z',
  last: 'M3 3v10l7-5zM11 3h2v10h-2z',
} as const;

export function PlayerIcon({ of }: { readonly of: keyof typeof shapes }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden focusable="false">
      <path d={shapes[of]} fill="currentColor" />
    </svg>
  );
}
