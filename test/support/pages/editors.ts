/** Editors as web applications have them: CodeMirror, one like Monaco, and one that edits by EditContext where there is one. */

import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { minimalSetup } from 'codemirror';

const NUMBER = '+39 045 800 0009';

function place(id: string): HTMLElement {
	const element = document.createElement('div');
	element.id = id;
	element.style.cssText = 'position: relative; height: 60px; font: 16px monospace';
	document.body.append(element);
	return element;
}

const state = EditorState.create({ doc: `Call ${NUMBER}`, extensions: minimalSetup });
new EditorView({ state, parent: place('codemirror') });

/** A field that is not seen, and under it what is in it, a line each, placed one by one and drawn anew on each key. */
function likeMonaco(editor: HTMLElement): void {
	const field = document.createElement('textarea');
	field.style.cssText = 'position: absolute; width: 1px; height: 1px; opacity: 0; border: 0; padding: 0; resize: none';
	field.value = `Call ${NUMBER}\n`;
	const lines = document.createElement('div');
	const draw = () =>
		lines.replaceChildren(
			...field.value.split('\n').map((text, i) => {
				const line = document.createElement('div');
				line.style.cssText = `position: absolute; top: ${i * 20}px; white-space: pre`;
				line.append(document.createElement('span'));
				line.firstElementChild?.append(text);
				return line;
			}),
		);
	field.addEventListener('input', draw);
	// As Monaco does: it is the editor that moves the focus and the caret.
	editor.addEventListener('mousedown', (event) => {
		event.preventDefault();
		field.focus();
		field.setSelectionRange(field.value.length, field.value.length);
	});
	editor.append(field, lines);
	draw();
}
likeMonaco(place('monaco'));
const named = place('monaco-named');
named.className = 'monaco-editor';
likeMonaco(named);

interface TextUpdate extends Event {
	readonly updateRangeStart: number;
	readonly updateRangeEnd: number;
	readonly text: string;
}
interface Context extends EventTarget {
	readonly text: string;
	updateSelection(start: number, end: number): void;
}
/** Chromium's; no browser's types have it yet. */
const { EditContext } = globalThis as { EditContext?: new (init: { text: string }) => Context };

const byContext = place('edit-context');
byContext.tabIndex = 0;
byContext.textContent = `Call ${NUMBER}`;
if (EditContext) {
	const context = new EditContext({ text: `Call ${NUMBER}` });
	context.updateSelection(context.text.length, context.text.length);
	context.addEventListener('textupdate', (event) => {
		byContext.textContent = context.text;
		byContext.dataset.updates = `${(event as TextUpdate).updateRangeEnd}`;
	});
	Object.assign(byContext, { editContext: context });
} else byContext.contentEditable = 'true';
