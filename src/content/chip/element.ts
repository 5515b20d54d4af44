/** An element of the chip with its properties and what is in it; text is only ever text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	properties: Readonly<Record<string, string>>,
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
	// A page in XML has another namespace for elements without one.
	const made = document.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElementTagNameMap[Name];
	for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}
