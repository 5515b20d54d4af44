/** What every measurement works with. */
import type { Servers } from '../servers/servers.ts';
import type { Wire } from './wire.ts';

export interface Context {
	readonly servers: Servers;
	/** In front of Prosody and of Kamailio. */
	readonly chat: Wire;
	readonly calls: Wire;
}

/** Names of the browsers in the table. */
export const NAMES = { chromium: 'Chromium', firefox: 'Firefox' } as const;
