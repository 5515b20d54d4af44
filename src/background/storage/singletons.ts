import type { OwnPresence, Settings } from '../../shared/state.ts';
import type { Database } from './database.ts';

/** Before anything was set. */
export const SETTINGS: Settings = {
	country: '',
	ringing: true,
	microphone: 'unknown',
	callWith: '',
	onThePhone: 'On the phone',
	pages: { marks: true, evenIfOptedOut: false },
	dialling: {},
};
const PRESENCE: OwnPresence = { show: 'available', status: '' };

export async function loadSettings(db: Database): Promise<Settings> {
	return { ...SETTINGS, ...((await db.get('singletons', 'settings')) as Settings | undefined) };
}

export async function saveSettings(db: Database, settings: Settings): Promise<void> {
	await db.put('singletons', settings, 'settings');
}

/** The presence that the person chose last. */
export async function loadPresence(db: Database): Promise<OwnPresence> {
	return { ...PRESENCE, ...((await db.get('singletons', 'presence')) as OwnPresence | undefined) };
}

export async function savePresence(db: Database, presence: OwnPresence): Promise<void> {
	await db.put('singletons', presence, 'presence');
}
