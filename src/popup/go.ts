import type { AccountId } from '../shared/state.ts';
import { run } from '../ui/components/problem.tsx';

/** Opens a chat and leaves the popup; what went wrong is in `problem`. */
export async function openChat(target: string, account?: AccountId): Promise<void> {
	if (await run('chat.open', account === undefined ? { target } : { target, account })) window.close();
}

/** Calls a number or address, through an account or as it stands on a site if that is known, and leaves the popup for the call window. */
export async function placeCall(target: string, from: { account?: AccountId; site?: string } = {}): Promise<void> {
	if (await run('call.place', { target, ...from })) window.close();
}
