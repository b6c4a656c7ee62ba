const TIME = {
  minutes: new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' }),
  seconds: new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

/** The time of day of a moment (milliseconds since the epoch), in the computer's own zone: 14:32, or 14:32:05. */
export function formatTime(at: number, precision: keyof typeof TIME = 'minutes'): string {
  return TIME[precision].format(at);
}
