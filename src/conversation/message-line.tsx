import type { Message } from '../shared/state.ts';
import { Details } from '../ui/components/notice.tsx';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import { clockTime } from '../ui/when.ts';
import './message-line.css';

/** One message: its text and nothing but text, when, and what became of it. */
export function MessageLine({ message, follows }: { message: Message; follows: boolean }) {
	const { id, direction, body, at, delivery, failure } = message;
	const out = direction === 'out';
	return (
		<li data-message={id} class={`message ${direction} ${delivery}${follows ? ' follows' : ''}`}>
			<span class="unseen">{text(out ? 'you_wrote' : 'they_wrote')}</span>
			<p class="message-body" dir="auto">
				{body}
			</p>
			<p class="message-facts">
				<time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>
				{out && <span class={delivery === 'failed' ? 'bad' : undefined}> · {text(`delivery_${delivery}`)}</span>}
			</p>
			{out && delivery === 'failed' && (
				<div class="message-failed">
					{failure && <Details words={failure} />}
					<button type="button" class="link" onClick={() => run('chat.resend', { message: id })}>
						{text('send_again')}
					</button>
				</div>
			)}
		</li>
	);
}
