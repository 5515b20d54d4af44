import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LookMessage, Looks, PatchMessage, Slices } from '../shared/state.ts';
import { ensureSessions } from './ask.ts';
import { extension } from './browser.ts';

export interface StateWindow {
	/** What was asked for, as it is now; undefined until it came for the first time. */
	readonly slices: { readonly [Name in keyof Slices]: ReadonlySignal<Slices[Name] | undefined> };
	/** The session document has not answered on this connection yet. */
	readonly starting: ReadonlySignal<boolean>;
	/** Looks at something else from now on. */
	look(looks: Looks): void;
}

/** A window of the store, for as long as the view lives: reconnects by itself when the session document was replaced. */
export function openWindow(first: Looks): StateWindow {
	const slices: { readonly [Name in keyof Slices]: Signal<Slices[Name] | undefined> } = {
		overview: signal(undefined),
		contacts: signal(undefined),
		recents: signal(undefined),
		conversation: signal(undefined),
		sites: signal(undefined),
	};
	const starting = signal(true);
	let looks = first;
	let tell: (message: LookMessage) => void = () => {};

	async function connect(): Promise<void> {
		starting.value = true;
		await ensureSessions();
		const port = extension().runtime.connect({ name: 'window' });
		tell = (message) => port.postMessage(message);
		port.onMessage.addListener((message) => show(slices, starting, message as PatchMessage));
		port.onDisconnect.addListener(() => {
			tell = () => {};
			void connect();
		});
		tell({ looks });
	}

	void connect();
	return {
		slices,
		starting,
		look(next) {
			looks = next;
			tell({ looks });
		},
	};
}

function show(
	slices: { readonly [Name in keyof Slices]: Signal<Slices[Name] | undefined> },
	starting: Signal<boolean>,
	patch: PatchMessage,
): void {
	batch(() => {
		starting.value = false;
		for (const name of Object.keys(patch.slices) as (keyof Slices)[]) assign(slices, patch.slices, name);
	});
}

function assign<Name extends keyof Slices>(
	slices: { readonly [Key in keyof Slices]: Signal<Slices[Key] | undefined> },
	patch: Partial<Slices>,
	name: Name,
): void {
	slices[name].value = patch[name];
}
