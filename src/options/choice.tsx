import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Option } from '../ui/components/select.tsx';
import '../ui/components/field.css';

interface Props {
	/** Its name in the form's data. */
	readonly name: string;
	readonly label: string;
	/** What is chosen at first; afterwards it keeps what the person chose. */
	readonly value: string;
	readonly options: readonly Option[];
}

/** A labelled choice that is a field of a form. */
export function Choice({ name, label, value, options }: Props) {
	const id = useId();
	const chosen = useSignal(value);
	const choose = (event: Event) => {
		chosen.value = (event.currentTarget as HTMLSelectElement).value;
	};
	return (
		<div class="field">
			<label class="field-label" for={id}>
				{label}
			</label>
			<select id={id} class="field-input" name={name} value={chosen.value} onChange={choose}>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
		</div>
	);
}
