import { useId } from 'preact/hooks';
import './field.css';

interface Props {
	/** Its name in the form's data. */
	readonly name: string;
	readonly label: string;
	readonly hint?: string;
	/** What stands in it at first; afterwards it keeps what is typed. */
	readonly value?: string;
	readonly type?: 'text' | 'password';
	readonly placeholder?: string;
	readonly autocomplete?: string;
	readonly required?: boolean;
	/** On each change of what stands in it. */
	readonly onInput?: (typed: string) => void;
	/** What stands in it was refused. */
	readonly invalid?: boolean;
}

/** A labelled text field. Addresses, passwords and the like are no words: no spelling, no capital letters. */
export function Field(props: Props) {
	const { name, label, hint, value = '', type, placeholder, autocomplete = 'off', required = false, invalid } = props;
	const { onInput } = props;
	const id = useId();
	return (
		<div class="field">
			<label class="field-label" for={id}>
				{label}
			</label>
			<input
				id={id}
				class="field-input"
				dir="auto"
				name={name}
				{...(type === 'password' ? { type: 'password' as const } : { type: 'text' as const })}
				defaultValue={value}
				placeholder={placeholder}
				autocomplete={autocomplete}
				autocapitalize="off"
				spellcheck={false}
				required={required}
				onInput={onInput && ((event) => onInput(event.currentTarget.value))}
				aria-invalid={invalid || undefined}
				aria-describedby={hint ? `${id}-hint` : undefined}
			/>
			{hint && (
				<span class="field-hint quiet" id={`${id}-hint`}>
					{hint}
				</span>
			)}
		</div>
	);
}
