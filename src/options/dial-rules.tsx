import { useSignal } from '@preact/signals';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import { type AccountView, type DialRules, NO_DIAL_RULES } from '../shared/state.ts';
import { ask } from '../ui/ask.ts';
import { Field } from '../ui/components/field.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { run } from '../ui/components/problem.tsx';
import { dialRules, type Wrong } from '../ui/dial-fields.ts';
import { showPeer } from '../ui/peer.ts';
import { text } from '../ui/text.ts';
import { Choice } from './choice.tsx';
import './dial-rules.css';

const EXAMPLE = '+39 045 805050';

/** How each account for calls dials, unfolded on demand. */
export function Dialling(props: { accounts: readonly AccountView[]; rules: Readonly<Record<string, DialRules>> }) {
	return (
		<>
			{props.accounts.map(({ id, address }) => (
				<details key={id} class="dial-rules">
					<summary>{text('dialling_of', showPeer(address))}</summary>
					<DialForm account={id} rules={props.rules[id] ?? NO_DIAL_RULES} />
				</details>
			))}
		</>
	);
}

/** The rules of one account, with an example that follows what is typed. What is wrong stays typed. */
function DialForm({ account, rules }: { account: string; rules: DialRules }) {
	const form = useRef<HTMLFormElement>(null);
	const wrong = useSignal<Wrong | undefined>(undefined);
	const saved = useSignal(false);
	const example = useExample(form, rules);
	const read = () => {
		const read = dialRules(new FormData(form.current ?? undefined));
		wrong.value = 'field' in read ? read : undefined;
		return 'field' in read ? undefined : read;
	};
	const save = async (event: SubmitEvent) => {
		event.preventDefault();
		const typed = read();
		saved.value = typed !== undefined && (await run('dialling.set', { account, rules: typed }));
	};
	const change = () => {
		saved.value = false;
		void example.update(read());
	};
	const isWrong = (field: string) => wrong.value?.field === field;
	return (
		<form class="dial-form" ref={form} onSubmit={save} onInput={change} noValidate>
			<Field
				name="outside"
				label={text('dial_outside')}
				hint={text('dial_outside_hint')}
				value={rules.outside}
				invalid={isWrong('outside')}
			/>
			<Field
				name="outsideFrom"
				label={text('dial_outside_from')}
				hint={text('dial_outside_from_hint')}
				value={String(rules.outsideFrom)}
				invalid={isWrong('outsideFrom')}
			/>
			<Field
				name="strip"
				label={text('dial_strip')}
				hint={text('dial_strip_hint')}
				value={rules.strip}
				invalid={isWrong('strip')}
			/>
			<Choice
				name="extension"
				label={text('dial_extension')}
				value={rules.extension}
				options={[
					{ value: 'after-answer', label: text('dial_extension_tones') },
					{ value: 'in-address', label: text('dial_extension_address') },
				]}
			/>
			<Field name="example" label={text('dial_example')} value={EXAMPLE} />
			{wrong.value ? (
				<Notice tone="bad">{text(wrong.value.sentence)}</Notice>
			) : (
				<p class="dial-example" role="status">
					{example.words.value}
				</p>
			)}
			<div class="dial-buttons">
				<button type="submit" class="button primary">
					{text('save')}
				</button>
				{saved.value && (
					<span class="quiet" role="status">
						{text('saved')}
					</span>
				)}
			</div>
		</form>
	);
}

/** "+39 045 805050 is dialled as 0 045 805050", by the rules as they are typed. */
function useExample(form: { readonly current: HTMLFormElement | null }, stored: DialRules) {
	const words = useSignal('');
	const turn = useRef(0);
	const update = useCallback(
		async (rules: DialRules | undefined) => {
			if (!rules || !form.current) return;
			const own = ++turn.current;
			const number = String(new FormData(form.current).get('example'));
			const preview = await ask('dialling.preview', { number, rules }).catch(() => null);
			// An answer to what was typed before comes too late.
			if (own !== turn.current) return;
			words.value = preview ? text('dial_example_is', preview.shown, preview.dialled) : text('dial_example_none');
		},
		[form, words],
	);
	useEffect(() => void update(stored), [update, stored]);
	return { words, update };
}
