import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../ui/text.ts';
import './step-card.css';

interface Props {
	readonly title: string;
	readonly about: string;
	/** Continue once there is something to continue from; until then Skip. Absent where a form has its own buttons. */
	readonly next?: { readonly isDone: boolean; readonly go: () => void };
	readonly children: ComponentChildren;
}

/** One step: what it is for, what to do, and on to the next. */
export function StepCard({ title, about, next, children }: Props) {
	const heading = useRef<HTMLHeadingElement>(null);
	// Whoever came here by a button hears where they are; on the first step the page begins at its top.
	useEffect(() => {
		if (document.activeElement !== document.body || scrollY > 0) heading.current?.focus();
	}, []);
	return (
		<section class="step-card" aria-labelledby="step">
			<h2 id="step" ref={heading} tabIndex={-1}>
				{title}
			</h2>
			<p>{about}</p>
			{children}
			{next && (
				<div>
					<button type="button" class={next.isDone ? 'button primary' : 'button'} onClick={next.go}>
						{text(next.isDone ? 'continue' : 'skip')}
					</button>
				</div>
			)}
		</section>
	);
}
