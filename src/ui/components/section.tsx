import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './section.css';

/** A card with a heading and a sentence on what it is for. */
export function Section({ title, about, children }: { title: string; about?: string; children: ComponentChildren }) {
	const id = useId();
	return (
		<section class="section" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			{about && <p class="quiet">{about}</p>}
			{children}
		</section>
	);
}
