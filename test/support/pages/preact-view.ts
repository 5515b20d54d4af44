import { h } from 'preact';
import { useState } from 'preact/hooks';
import { type Row, rendered } from './contacts.ts';

export function PreactView({ rows }: { readonly rows: readonly Row[] }) {
	rendered();
	const [draft, setDraft] = useState('');
	const first = rows[0];
	const last = rows[2] && rows.at(-1);
	return [
		first && h('p', {}, 'Call ', first.country, ' ', first.rest, ' today'),
		h('input', { value: draft, onInput: ({ currentTarget }) => setDraft(currentTarget.value) }),
		h(
			'ul',
			{},
			rows.map((row) => h(Line, { ...row, key: row.id })),
		),
		last && h('p', {}, 'or ', last.country, ' ', last.rest),
	];
}

function Line({ name, country, rest }: Row) {
	rendered();
	return h('li', {}, h('b', {}, name), ': ', country, ' ', rest);
}
