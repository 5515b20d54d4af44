/** The little of the frameworks without types of their own that the pages use. */
declare module 'react' {
	export type Node = string | number | boolean | null | undefined | object | readonly Node[];
	export type Component<Props> = (props: Props) => Node;
	export const StrictMode: Component<object>;
	export function createElement<Props>(
		type: string | Component<Props>,
		props: (Props & { readonly key?: string }) | null,
		...children: Node[]
	): Node;
	export function useEffect(effect: () => void): void;
	export function useState<Value>(first: Value): [Value, (next: Value) => void];
}

declare module 'react-dom' {
	export function flushSync(change: () => void): void;
}

declare module 'react-dom/client' {
	import type { Node } from 'react';

	interface Root {
		render(node: Node): void;
		unmount(): void;
	}
	type Handler = (error: unknown) => void;
	interface Options {
		onRecoverableError?: Handler;
		onCaughtError?: Handler;
		onUncaughtError?: Handler;
	}
	export function createRoot(element: Element, options?: Options): Root;
	export function hydrateRoot(element: Element, node: Node, options?: Options): Root;
}

declare module 'react-dom/server' {
	import type { Node } from 'react';

	export function renderToString(node: Node): string;
}

declare module '*.svelte' {
	import type { Component } from 'svelte';
	import type { Readable } from 'svelte/store';
	import type { Row } from './contacts.ts';

	const component: Component<{ rows: Readable<readonly Row[]> }>;
	export default component;
}
