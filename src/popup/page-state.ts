import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Description } from '../shared/description.ts';
import { ruleFor } from '../shared/site.ts';
import type { SiteRule } from '../shared/state.ts';
import { ask } from '../ui/ask.ts';
import { keyOf, lookAtPage, type PageLook, type PageNumber } from '../ui/page-numbers.ts';
import type { StateWindow } from '../ui/window.ts';

/** What the tab "This page" shows. */
export interface PageState {
	/** Undefined until it was looked at for the first time; null where there is no page. */
	readonly look: ReadonlySignal<PageLook | null | undefined>;
	/** Looks again and again, until the function that it returns is called. */
	watch(): () => void;
	/** What is set for the page's site. */
	readonly rule: ReadonlySignal<SiteRule>;
	/** Is anything looked for there? */
	readonly isOn: ReadonlySignal<boolean>;
	/** What is known of a number; undefined until that is asked and answered. */
	describe(number: PageNumber): Description | undefined;
	/** The number whose call was asked for once and wants one more click. */
	readonly cued: Signal<string>;
}

/** How often a page that is watched is looked at, ms: it changes, and so do the rules. */
const AGAIN = 1_000;

/** Looks at the page now. */
export function createPageState({ slices }: StateWindow): PageState {
	const look = signal<PageLook | null | undefined>(undefined);
	const descriptions = new Map<string, Signal<Description | undefined>>();
	const rule = computed(() => ruleFor(slices.sites.value ?? [], look.value?.site ?? ''));
	const update = async () => {
		const now = (await lookAtPage()) ?? null;
		if (JSON.stringify(now) !== JSON.stringify(look.value)) look.value = now;
	};
	void update();
	return {
		look,
		watch() {
			let isOver = false;
			const again = async () => {
				await update();
				if (!isOver) setTimeout(again, AGAIN);
			};
			void again();
			return () => {
				isOver = true;
			};
		},
		rule,
		isOn: computed(() => rule.value.off !== true && slices.overview.value?.settings.pages.marks !== false),
		describe(number) {
			const key = keyOf(number);
			const known = descriptions.get(key) ?? signal<Description | undefined>(undefined);
			if (!descriptions.has(key) && look.value) void fill(known, number, look.value);
			descriptions.set(key, known);
			return known.value;
		},
		cued: signal(''),
	};
}

async function fill(
	known: Signal<Description | undefined>,
	number: PageNumber,
	{ language, site }: PageLook,
): Promise<void> {
	const { target, raw } = number;
	// Without an answer the number is shown as it stands on the page, and can be called.
	known.value = await ask('numbers.describe', { target, raw, language, site }).catch(() => undefined);
}
