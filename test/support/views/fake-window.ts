/** What a view's component needs to run without a browser: the extension's API and a window of the store, both ours to play. */
import { type Signal, signal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import english from '../../../_locales/en/messages.json' with { type: 'json' };
import type { Answer, CommandMessage } from '../../../src/shared/commands.ts';
import type { Looks, Slices } from '../../../src/shared/state.ts';
import { problem } from '../../../src/ui/components/problem.tsx';
import type { StateWindow } from '../../../src/ui/window.ts';

const messages: Readonly<Record<string, { readonly message: string }>> = english;

export interface FakeExtension {
	/** Every command in order. */
	readonly asked: CommandMessage[];
	/** Commands that are answered with something else than null. */
	readonly answers: Map<string, Answer | Promise<Answer>>;
	readonly permissions: {
		origins: string[];
		readonly request: ReturnType<typeof vi.fn>;
		readonly remove: ReturnType<typeof vi.fn>;
	};
	readonly tabs: { readonly remove: ReturnType<typeof vi.fn> };
	/** The page in front: its address, undefined where that may not be known, and what a look into each frame gives. */
	page: { url?: string; frames: readonly unknown[] } | undefined;
	/** Files that were brought into the page. */
	readonly injected: string[];
	readonly openOptionsPage: ReturnType<typeof vi.fn>;
}

/** Installs the API as `globalThis.chrome`. A key that is not in the messages, or lacks a substitution, throws. */
export function fakeExtension(): FakeExtension {
	const asked: CommandMessage[] = [];
	const answers: FakeExtension['answers'] = new Map();
	const event = { addListener() {}, removeListener() {} };
	const permissions: FakeExtension['permissions'] = {
		origins: [],
		request: vi.fn(async () => true),
		remove: vi.fn(async () => true),
	};
	const tabs = {
		remove: vi.fn(async () => {}),
		getCurrent: async () => ({ id: 7 }),
		query: async () => (fake.page ? [{ id: 3, url: fake.page.url }] : []),
	};
	const scripting = {
		async executeScript({ files = [] }: { files?: readonly string[] }) {
			fake.injected.push(...files);
			return files.length > 0 ? [] : (fake.page?.frames ?? []).map((result) => ({ result }));
		},
	};
	const openOptionsPage = vi.fn(async () => {});
	vi.stubGlobal('chrome', {
		i18n: { getMessage },
		runtime: {
			openOptionsPage,
			async sendMessage(message: CommandMessage | { readonly ensure: true }) {
				if ('ensure' in message) return undefined;
				asked.push(message);
				return answers.get(message.command) ?? { ok: true, value: null };
			},
		},
		permissions: {
			...permissions,
			getAll: async () => ({ origins: permissions.origins }),
			contains: async () => permissions.origins.length > 0,
			onAdded: event,
			onRemoved: event,
		},
		tabs,
		scripting,
	});
	problem.value = undefined;
	const fake: FakeExtension = {
		asked,
		answers,
		permissions,
		tabs,
		openOptionsPage,
		page: undefined,
		injected: [],
	};
	return fake;
}

function getMessage(key: string, substitutions: string[] = []): string {
	const found = messages[key];
	if (!found) throw new Error(`no message ${key}`);
	return found.message.replace(/\$(\d)/g, (_, index) => {
		const substitution = substitutions[Number(index) - 1];
		if (substitution === undefined) throw new Error(`${key} lacks $${index}`);
		return substitution;
	});
}

export interface FakeWindow extends StateWindow {
	/** Everything that was looked at, the last one last. */
	readonly looks: Looks[];
	/** A patch arrives. */
	show(patch: Partial<Slices>): void;
}

export function fakeWindow(first: Partial<Slices>): FakeWindow {
	const slices = {
		overview: signal(first.overview),
		contacts: signal(first.contacts),
		recents: signal(first.recents),
		conversation: signal(first.conversation),
		sites: signal(first.sites),
	};
	const looks: Looks[] = [];
	return {
		slices,
		starting: signal(false),
		looks,
		look: (next) => looks.push(next),
		show(patch) {
			act(() => {
				for (const [name, slice] of Object.entries(patch))
					(slices[name as keyof Slices] as Signal<unknown>).value = slice;
			});
		},
	};
}

/** Puts a component on an empty page. */
export function mount(component: ComponentChild): void {
	act(() => {
		render(null, document.body);
		render(component, document.body);
	});
}

/** Takes the component off the page, and its listeners with it. */
export function unmount(): void {
	act(() => render(null, document.body));
}

/** The element whose accessible name, text or label is this; throws where there is none. */
export function named<Type extends HTMLElement = HTMLElement>(name: string, within: ParentNode = document): Type {
	const all = [...within.querySelectorAll<Type>('button, input, textarea, select, [role]')];
	const found = all.find((element) => nameOf(element) === name);
	if (!found) throw new Error(`nothing named “${name}” among: ${all.map(nameOf).join(', ')}`);
	return found;
}

function nameOf(element: HTMLElement): string {
	const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : element.closest('label');
	return (element.getAttribute('aria-label') ?? (label ?? element).textContent ?? '').trim();
}

/** `within` is a part of the page, by selector. */
export async function click(name: string, within = 'body'): Promise<void> {
	await act(async () => named(name, document.querySelector(within) ?? document).click());
}

export async function type(name: string, words: string): Promise<void> {
	const field = named<HTMLInputElement>(name);
	await act(async () => {
		field.value = words;
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	});
}

/** A key on what has the focus, or on the page. True if the page did not take it for itself. */
export async function press(key: string, init: KeyboardEventInit = {}): Promise<boolean> {
	let free = true;
	await act(async () => {
		const target = document.activeElement ?? document.body;
		free = target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
	});
	return free;
}

/** Lets promises that are under way come to their end. */
export async function settle(): Promise<void> {
	await act(async () => {
		await new Promise((resolve) => setTimeout(resolve));
	});
}

/** Everything a person can read. */
export function words(): string {
	return document.body.textContent ?? '';
}
