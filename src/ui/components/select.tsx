import { useId } from 'preact/hooks';
import './field.css';

export interface Option {
	readonly value: string;
	readonly label: string;
}

interface Props {
	readonly label: string;
	readonly hint?: string;
	readonly value: string;
	readonly options: readonly Option[];
	readonly onChange: (value: string) => void;
}

/** A labelled choice of one among several. */
export function Select({ label, hint, value, options, onChange }: Props) {
	const id = useId();
	return (
		<div class="field">
			<label class="field-label" for={id}>
				{label}
			</label>
			<select
				id={id}
				class="field-input"
				value={value}
				aria-describedby={hint ? `${id}-hint` : undefined}
				onChange={(event) => onChange(event.currentTarget.value)}
			>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
			{hint && (
				<span class="field-hint quiet" id={`${id}-hint`}>
					{hint}
				</span>
			)}
		</div>
	);
}
