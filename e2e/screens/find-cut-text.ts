/**
 * Texts that are not wholly in sight: cut by an edge, ended by an ellipsis, or to be scrolled to other than in a list of any length. Runs
 * inside the page, so it stands on its own. Empty when every text can be read.
 */
export function findCutText(): readonly string[] {
  const sidewaysPx = 1;
  // The box of a line of type is higher than what is drawn of it.
  const upDownPx = 8;

  const endlessLists = ".card-picker, .event-log, .entries__table, .queue-list";

  const isOutside = (text: DOMRect, edge: { left: number; right: number; top: number; bottom: number }): boolean =>
    text.left < edge.left - sidewaysPx ||
    text.right > edge.right + sidewaysPx ||
    text.top < edge.top - upDownPx ||
    text.bottom > edge.bottom + upDownPx;

  // Texts for screen readers alone are clipped to nothing.
  const isForReadersOnly = (element: Element | null): boolean =>
    element !== null &&
    (getComputedStyle(element).clipPath === "inset(50%)" || isForReadersOnly(element.parentElement));

  const isHidden = (element: Element): boolean =>
    isForReadersOnly(element) || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  const cuttingAncestor = (text: DOMRect, element: Element): Element | undefined => {
    for (let ancestor: Element | null = element; ancestor !== null; ancestor = ancestor.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(ancestor);
      const cuts = overflowX !== "visible" || overflowY !== "visible";
      if (ancestor.matches(endlessLists)) return undefined;
      // What lies under a modal dialog does not cut it.
      if (ancestor.matches(":modal")) break;
      if (cuts && isOutside(text, ancestor.getBoundingClientRect())) return ancestor;
    }
    const page = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
    return isOutside(text, page) ? document.documentElement : undefined;
  };

  const cut: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (element === null || (node.textContent ?? "").trim() === "" || isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const ancestor = cuttingAncestor(box, element);
    if (ancestor !== undefined)
      cut.push(`"${(node.textContent ?? "").trim()}" in ${ancestor.tagName}.${ancestor.className}`);
  }
  return cut;
}
