import { createElement as h, StrictMode, useEffect, useState } from 'react';
import { type Row, rendered } from './contacts.ts';

interface Props {
	readonly rows: readonly Row[];
	onReady?(): void;
}

export function reactView(props: Props) {
	return h(StrictMode, {}, h(Contacts, props));
}

function Contacts({ rows, onReady }: Props) {
	rendered();
	const [draft, setDraft] = useState('');
	useEffect(() => onReady?.());
	const first = rows[0];
	const last = rows[2] && rows.at(-1);
	const onChange = ({ target }: { target: HTMLInputElement }) => setDraft(target.value);
	return [
		// Each part is a text node of its own, with a comment between two when it comes from the server.
		first && h('p', { key: 'first' }, 'Call ', first.country, ' ', first.rest, ' today'),
		h('input', { key: 'draft', value: draft, onChange }),
		h(
			'ul',
			{ key: 'rows' },
			rows.map((row) => h(Line, { ...row, key: row.id })),
		),
		last && h('p', { key: 'last' }, 'or ', last.country, ' ', last.rest),
	];
}

function Line({ name, country, rest }: Row) {
	rendered();
	return h('li', {}, h('b', {}, name), ': ', country, ' ', rest);
}
