import type { Ask } from './ask.ts';
import { describe } from './describe.ts';
import type { Slot } from './slot.ts';
import type { Spot } from './spot.ts';

/** Does what a person's click on a spot asks for: opens the chat, calls, or shows what one more click would do. */
export async function press(spot: Spot, event: MouseEvent, { ask, marks }: Slot): Promise<void> {
	const { target } = spot;
	if (/^xmpp:/i.test(target)) {
		await ask('chat.open', { target });
		return;
	}
	const isOther = marks?.isAsPointedAt(spot, event) === false;
	const call = isOther ? 'cued' : spot.is === 'mark' ? callTo(target, spot.cue) : await callOfLink(spot, ask);
	if (call === undefined || !spot.isThere()) return;
	if (call === 'cued') marks?.show(spot, 'cue');
	else await ask('call.place', call);
}

type Call = { readonly target: string } | 'cued';

function callTo(target: string, cue: boolean): Call {
	return cue ? 'cued' : { target };
}

/** Only what a link dials and what its text shows together can tell. Undefined if nobody can: the person hears why. */
async function callOfLink(spot: Spot, ask: Ask): Promise<Call | undefined> {
	const description = await describe(ask, spot);
	return description && callTo(description.target, description.cue !== null);
}
