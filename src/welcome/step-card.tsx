import type { ComponentChildren } from 'preact';
import { text } from '../ui/text.ts';
import './step-card.css';

interface Props {
	readonly title: string;
	readonly about: string;
	/** Continue once there is something to continue from; until then Skip. Absent where a form has its own buttons. */
	readonly next?: { readonly isDone: boolean; readonly go: () => void };
	readonly children: ComponentChildren;
}

/** One step: what it is for, what to do, and on to the next. Its heading takes the focus when it is come to. */
export function StepCard({ title, about, next, children }: Props) {
	return (
		<section class="step-card" aria-labelledby="step">
			<h2 id="step" tabIndex={-1}>
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
