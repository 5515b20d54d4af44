/** Entry of a page that shows a chip's panel as `globalThis.shown` describes it, in a shadow root that tests can look into. */
import { panelFor } from '../../src/content/chip/panel.ts';
import { STYLE } from '../../src/content/chip/style.ts';
import type { Description } from '../../src/shared/description.ts';

interface World {
	readonly description: Description;
	readonly messages: Readonly<Record<string, { readonly message: string }>>;
	chrome: unknown;
}

const world = globalThis as unknown as World;

/** Throws for a key that is not there, where a browser would silently answer ''. */
function getMessage(key: string, substitutions: readonly string[]): string {
	const found = world.messages[key];
	if (!found) throw new Error(`no message ${key}`);
	return found.message.replace(/\$(\d)/g, (_, index) => substitutions[Number(index) - 1] ?? '');
}

world.chrome = { i18n: { getMessage } };
const host = document.createElement('div');
const shadow = host.attachShadow({ mode: 'open' });
const style = document.createElement('style');
style.textContent = STYLE;
const panel = panelFor(world.description, () => {});
panel.style.left = panel.style.top = '16px';
shadow.append(style, panel);
document.body.append(host);
