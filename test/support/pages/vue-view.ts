import { defineComponent, h, ref, type ShallowRef, type VNode } from 'vue';
import { type Row, rendered } from './contacts.ts';

export function vueView(shown: Readonly<ShallowRef<readonly Row[]>>) {
	return defineComponent(() => {
		const draft = ref('');
		const onInput = ({ target }: Event) => {
			draft.value = (target as HTMLInputElement).value;
		};
		return () => {
			rendered();
			const rows = shown.value;
			const first = rows[0];
			const last = rows[2] && rows.at(-1);
			return [
				first ? h('p', ['Call ', h('i', first.country), ` ${first.rest} today`]) : null,
				h('input', { value: draft.value, onInput }),
				h('ul', rows.map(line)),
				last ? h('p', `or ${last.country} ${last.rest}`) : null,
			];
		};
	});
}

function line({ id, name, country, rest }: Row): VNode {
	return h('li', { key: id }, [h('b', name), `: ${country} ${rest}`]);
}
