import type { Signal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import type { NumberType, OwnNumbers } from '../shared/state.ts';
import { Icon } from '../ui/components/icon.tsx';
import { cross } from '../ui/components/icons.ts';
import { Switch } from '../ui/components/switch.tsx';
import { text } from '../ui/text.ts';
import './own-numbers.css';

type Row = OwnNumbers['numbers'][number];
const TYPES: readonly NumberType[] = ['cell', 'work', 'home', 'other'];
const MOST = 8;

/** The person's own numbers for a contact, to be written beside or in place of what the contact publishes. */
export function OwnNumbersFields({ own }: { own: Signal<OwnNumbers> }) {
	const { numbers, usesPublished } = own.value;
	const change = (next: Partial<OwnNumbers>) => {
		own.value = { ...own.value, ...next };
	};
	const write = (index: number, next: Partial<Row>) =>
		change({ numbers: numbers.map((row, at) => (at === index ? { ...row, ...next } : row)) });
	return (
		<fieldset class="own-numbers">
			<legend class="field-label">{text('numbers_own')}</legend>
			{numbers.map((row, index) => (
				// A row is its place: two may be the same.
				<NumberFields key={index} row={row} onChange={(next) => write(index, next)}>
					<button
						type="button"
						class="icon-button"
						aria-label={text('number_remove', row.written)}
						onClick={() => change({ numbers: numbers.filter((_, at) => at !== index) })}
					>
						<Icon of={cross} />
					</button>
				</NumberFields>
			))}
			{numbers.length < MOST && (
				<button
					type="button"
					class="button"
					onClick={() => change({ numbers: [...numbers, { written: '', type: 'cell' }] })}
				>
					{text('number_add')}
				</button>
			)}
			<Switch
				label={text('numbers_published')}
				on={usesPublished}
				onChange={(on) => change({ usesPublished: on })}
				labelled
			/>
		</fieldset>
	);
}

interface Fields {
	readonly row: Row;
	readonly onChange: (next: Partial<Row>) => void;
	readonly children: ComponentChild;
}

function NumberFields({ row, onChange, children }: Fields) {
	return (
		<div class="own-number">
			<input
				class="field-input"
				aria-label={text('number')}
				dir="auto"
				autocomplete="off"
				spellcheck={false}
				value={row.written}
				onInput={(event) => onChange({ written: event.currentTarget.value })}
			/>
			<select
				class="field-input"
				aria-label={text('number_kind')}
				value={row.type}
				onChange={(event) => onChange({ type: event.currentTarget.value as NumberType })}
			>
				{TYPES.map((type) => (
					<option key={type} value={type}>
						{text(`number_${type}`)}
					</option>
				))}
			</select>
			{children}
		</div>
	);
}
