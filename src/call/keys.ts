import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Call } from '../shared/state.ts';
import { run } from '../ui/components/problem.tsx';

export interface Tones {
	/** The tones sent during this call. */
	readonly typed: string;
	readonly send: (tones: string) => void;
}

/**
 * The keyboard during a call: digits, * and # are tones, Space mutes unless the keyboard has come to a
 * control. Escape does nothing, so nobody hangs up by it.
 */
export function useCallKeys(call: Call | undefined): Tones {
	const typed = useSignal({ call: '', tones: '' });
	const current = useRef(call);
	current.current = call;

	const send = (tones: string) => {
		const live = current.current;
		if (live?.phase.is !== 'live') return;
		typed.value = { call: live.id, tones: (typed.value.call === live.id ? typed.value.tones : '') + tones };
		void run('call.tones', { call: live.id, tones });
	};
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			const live = current.current;
			if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || live?.phase.is !== 'live') return;
			if (/^[0-9*#]$/.test(event.key)) send(event.key);
			else if (event.key === ' ' && !isOnControl(event.target)) {
				event.preventDefault();
				void run('call.mute', { call: live.id, muted: !live.muted });
			}
		};
		document.addEventListener('keydown', press);
		document.addEventListener('click', letGo);
		return () => {
			document.removeEventListener('keydown', press);
			document.removeEventListener('click', letGo);
		};
	}, []);
	return { typed: typed.value.call === call?.id ? typed.value.tones : '', send };
}

/** The person goes by keyboard and has come to a control: Space is theirs to press it. */
function isOnControl(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest('button, summary') !== null;
}

/** A click with a pointer leaves no focus behind that would take the next Space. */
function letGo(event: MouseEvent): void {
	if (event.detail > 0 && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
