const TIME = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });

/** The time of day of a moment (milliseconds since the epoch), in the computer's own zone: 14:32. */
export function formatTime(at: number): string {
  return TIME.format(at);
}
