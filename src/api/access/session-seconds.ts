/** How long the cookie of a session lasts, as the session itself does (`src/stores/postgres/access/sessions.ts`). */
export const sessionSeconds = 12 * 3600;
