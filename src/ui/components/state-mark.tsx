import type { Connection } from '../../shared/state.ts';
import './state-mark.css';

/** The shape of a connection's state beside its word: tick in a disc, dotted ring, clock, cross in an octagon, empty ring. */
export function StateMark({ is }: { is: Connection['is'] }) {
	return (
		<svg class={`state-mark ${is}`} viewBox="0 0 18 18" aria-hidden="true">
			{shapes[is].map((part) => (
				<path key={part.d} {...part} />
			))}
		</svg>
	);
}

const RING = 'M1.8 9a7.2 7.2 0 1 0 14.4 0a7.2 7.2 0 1 0-14.4 0';
const shapes: Readonly<Record<Connection['is'], readonly { readonly d: string; readonly class: string }[]>> = {
	online: [
		{ d: 'M1 9a8 8 0 1 0 16 0a8 8 0 1 0-16 0', class: 'filled' },
		{ d: 'M5.5 9.2l2.4 2.4 4.6-5', class: 'cut' },
	],
	connecting: [{ d: RING, class: 'dotted' }],
	waiting: [
		{ d: RING, class: 'dotted' },
		{ d: 'M9 5v4.4l2.6 1.6', class: '' },
	],
	refused: [
		{ d: 'M5.7 1h6.6L17 5.7v6.6L12.3 17H5.7L1 12.3V5.7z', class: 'filled' },
		{ d: 'M6 6l6 6M12 6l-6 6', class: 'cut' },
	],
	off: [{ d: RING, class: '' }],
};
