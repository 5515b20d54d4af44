import { AppError } from '../../shared/errors.ts';
import type { AccountId, Call, CallId, EndReason } from '../../shared/state.ts';
import { log } from '../log.ts';
import type { Platform } from '../platform/platform.ts';
import type { SipCall, SipCallChange, SipSession } from '../sip/session.ts';
import type { Store } from '../store.ts';
import { endReasonOf, newCall } from './call-row.ts';
import { createExtensions } from './extension.ts';
import type { CallMedia } from './media.ts';
import { ringFor } from './ringing.ts';

export interface LiveCallsDeps {
	readonly store: Store;
	readonly platform: Pick<Platform, 'notify' | 'clearNotice' | 'open'>;
	readonly media: CallMedia;
	readonly sessionOf: (account: AccountId) => SipSession | undefined;
	/** The call is over: keep it. */
	readonly ended: (call: Call) => void;
	/** The other side in one line. */
	readonly who: (call: Pick<Call, 'peer' | 'peerName'>) => string;
}

/** How a peer is reached, where that is not by its own address alone. */
interface Dial {
	readonly target: string;
	/** Sent once it is answered; empty: none. */
	readonly tones: string;
}

/** How long an ended call stays to be seen with its reason, ms. */
const LINGER = 6_000;
/**
 * How long a call that begins is waited for before its window is opened, ms. In Chrome the window shares the session
 * document's thread: opened first, it holds up the microphone, and the call with it, by more than it is seen earlier.
 */
const SHOWN_WITHIN = 100;

/** The calls that are going on: what a person does with them, and what the other side does. */
export class LiveCalls {
	readonly #deps: LiveCallsDeps;
	/** The dialogs behind the rows; an outgoing call has none before its microphone is there. */
	readonly #dialogs = new Map<CallId, SipCall>();
	readonly #extensions;

	constructor(deps: LiveCallsDeps) {
		this.#deps = deps;
		this.#extensions = createExtensions(deps.store, (id, tones) => this.#dialogs.get(id)?.sendTones(tones));
		deps.media.microphone.onChange(({ call, stream }) => this.#microphoneChanged(call, stream));
	}

	/**
	 * Calls `peer` (a `sip:` or `tel:` URI), by another address and with tones after the answer where it is dialled so. Throws
	 * `not-connected` when the account is not registered.
	 */
	place(
		account: AccountId,
		peer: string,
		peerName: string,
		{ target, tones }: Dial = { target: peer, tones: '' },
	): CallId {
		const session = this.#deps.sessionOf(account);
		if (!session || this.#deps.store.accounts.get(account)?.connection.is !== 'online')
			throw new AppError('not-connected');
		const call = newCall({
			account,
			direction: 'out',
			peer,
			peerName,
			phase: { is: 'preparing' },
			...(tones === '' ? {} : { extension: { digits: tones, isDialled: false } }),
		});
		this.#deps.store.calls.set(call.id, call);
		const begun = this.#start(session, call, target).catch((cause) => this.#failed(call.id, cause));
		void Promise.race([begun, after(SHOWN_WITHIN)]).then(() => this.#deps.platform.open('call', { call: call.id }));
		return call.id;
	}

	/** An INVITE arrived on an account and rings. */
	incoming(account: AccountId, dialog: SipCall): void {
		const { peer, peerName } = dialog;
		const call = newCall({ account, direction: 'in', peer, peerName, phase: { is: 'ringing' } });
		this.#deps.store.calls.set(call.id, call);
		this.#attach(call.id, dialog);
		// Do not disturb on one side holds on both: RFC 3261 §21.4.24, and nothing is heard or seen but the entry it leaves.
		if (this.#deps.store.presence.get().show === 'dnd') dialog.decline('busy');
		else this.#announce(call);
	}

	/** Answers, with every other call on hold. Throws the microphone's refusals; the call goes on ringing then. */
	async answer(id: CallId): Promise<void> {
		const dialog = this.#dialog(id);
		const stream = await this.#deps.media.microphone.open(id);
		if (this.#isOver(id)) return this.#deps.media.microphone.close(id);
		await this.#holdOthers(id);
		dialog.answer(stream);
		this.#deps.platform.clearNotice(`call:${id}`);
	}

	decline(id: CallId): void {
		this.#dialog(id).decline('declined');
	}

	/** Ends the call in whatever state it is. */
	hangUp(id: CallId): void {
		const call = this.#call(id);
		const dialog = this.#dialogs.get(id);
		if (dialog) dialog.hangUp();
		else if (call.phase.is !== 'ended') this.#finish(id, 'cancelled');
	}

	mute(id: CallId, muted: boolean): void {
		this.#dialog(id).mute(muted);
		this.#deps.store.calls.patch(id, { muted });
	}

	async hold(id: CallId, held: boolean): Promise<void> {
		if (!held) await this.#holdOthers(id);
		await this.#dialog(id).hold(held);
	}

	tones(id: CallId, tones: string): void {
		this.#dialog(id).sendTones(tones);
	}

	stats(id: CallId): Promise<RTCStatsReport> {
		return this.#dialog(id).stats();
	}

	/** The account goes: its calls end. */
	endAll(account: AccountId): void {
		for (const call of this.#deps.store.calls.values()) {
			if (call.account === account && call.phase.is !== 'ended') this.hangUp(call.id);
		}
	}

	async #start(session: SipSession, call: Call, target: string): Promise<void> {
		const stream = await this.#deps.media.microphone.open(call.id);
		if (this.#isOver(call.id)) return this.#deps.media.microphone.close(call.id);
		await this.#holdOthers(call.id);
		this.#attach(call.id, session.call(target, stream));
		this.#deps.store.calls.patch(call.id, { phase: { is: 'calling' } });
	}

	#announce(call: Call): void {
		this.#deps.platform.notify({ kind: 'incoming-call', call: call.id, from: this.#deps.who(call) });
		this.#deps.platform.open('call', { call: call.id });
		this.#ring();
	}

	#attach(id: CallId, dialog: SipCall): void {
		this.#dialogs.set(id, dialog);
		dialog.onChange((change) => this.#changed(id, change));
	}

	#changed(id: CallId, change: SipCallChange): void {
		if ('remote' in change) this.#deps.media.playback.play(id, change.remote);
		else if ('phase' in change && change.phase.is === 'ended')
			this.#finish(id, change.phase.reason, change.phase.detail);
		else this.#patch(id, change);
	}

	#patch(id: CallId, change: Partial<Call>): void {
		const call = this.#deps.store.calls.get(id);
		if (!call) return;
		const answeredNow = change.phase?.is === 'live' && call.answeredAt === 0;
		this.#deps.store.calls.patch(id, answeredNow ? { ...change, answeredAt: Date.now() } : change);
		if (change.phase) this.#extensions.changed(id);
		this.#ring();
	}

	#finish(id: CallId, reason: EndReason, detail?: string): void {
		const { store, media, platform } = this.#deps;
		if (this.#isOver(id)) return;
		const phase = detail === undefined ? { is: 'ended' as const, reason } : { is: 'ended' as const, reason, detail };
		store.calls.patch(id, { phase, endedAt: Date.now() });
		this.#dialogs.delete(id);
		media.microphone.close(id);
		media.playback.stop(id);
		platform.clearNotice(`call:${id}`);
		platform.clearNotice(`not-heard:${id}`);
		this.#ring();
		this.#deps.ended(this.#call(id));
		setTimeout(() => store.calls.delete(id), LINGER);
	}

	#failed(id: CallId, cause: unknown): void {
		const reason = endReasonOf(cause);
		if (reason === 'failed') log.error('call not placed', cause);
		this.#finish(id, reason);
	}

	async #holdOthers(id: CallId): Promise<void> {
		const live = this.#deps.store.calls.values().filter((call) => call.id !== id && call.phase.is === 'live');
		await Promise.all(live.map((call) => this.#dialogs.get(call.id)?.hold(true)));
	}

	#microphoneChanged(id: CallId, stream: MediaStream | null): void {
		const dialog = this.#dialogs.get(id);
		if (!dialog) return;
		if (!stream) this.#setHeard(id, false);
		dialog.replaceMicrophone(stream).then(
			() => stream && this.#setHeard(id, true),
			(cause) => log.error('microphone not restored', cause),
		);
	}

	/** A person talks on without knowing: wherever they are, they are told. */
	#setHeard(id: CallId, heard: boolean): void {
		this.#deps.store.calls.patch(id, { heard });
		if (heard) this.#deps.platform.clearNotice(`not-heard:${id}`);
		else this.#deps.platform.notify({ kind: 'not-heard', call: id });
	}

	#ring(): void {
		const { store, media } = this.#deps;
		media.ringer.ring(ringFor(store.calls.values(), store.settings.get().ringing));
	}

	#isOver(id: CallId): boolean {
		return (this.#deps.store.calls.get(id)?.phase.is ?? 'ended') === 'ended';
	}

	#call(id: CallId): Call {
		const call = this.#deps.store.calls.get(id);
		if (!call) throw new AppError('not-found');
		return call;
	}

	#dialog(id: CallId): SipCall {
		const dialog = this.#dialogs.get(id);
		if (!dialog) throw new AppError('not-found');
		return dialog;
	}
}

function after(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
