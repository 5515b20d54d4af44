import type { App } from './app.ts';
import type { Person } from './person.ts';

/**
 * Closes the window of the calls, once it is there, hangs up, and waits until no call is shown. The window takes the focus when
 * it comes or comes to the front again, and an open popup closes then; and after some ends it stays to be read.
 */
export async function endCall(person: Person, app: App): Promise<void> {
	await (await person.view('call')).close();
	const call = (await app.see()).overview?.calls[0];
	if (call) await app.ask('call.hangUp', { call: call.id });
	await app.until('no call', ({ overview }) => overview?.calls.length === 0);
}
