type Attributes = Readonly<Record<string, string>>;

/**
 * An element with attributes and children. Text arrives as text nodes and never as markup: much of
 * what the page shows was written by somebody else.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
