import type { ComponentChildren } from 'preact';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { warning } from './icons.ts';
import './notice.css';

/** A box that says something is not as it should be; `bad` is spoken at once by a screen reader. */
export function Notice({
	tone,
	detail,
	children,
}: {
	tone: 'warn' | 'bad';
	detail?: string;
	children: ComponentChildren;
}) {
	return (
		<div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
			<Icon of={warning} />
			<div class="notice-words">
				{children}
				{detail && <Details words={detail} />}
			</div>
		</div>
	);
}

/** What the other side said, as text, unfolded on demand. */
export function Details({ words }: { words: string }) {
	return (
		<details class="details">
			<summary>{text('details')}</summary>
			<bdi>{words}</bdi>
		</details>
	);
}
