// Evaluated in the page of floor and product alike: tells when something stands in the document and when it has been painted. All times
// are the page's own performance.now(); each answer says what time it is, so that they can be carried over to another clock.
{
  const giveUpMs = 10_000;
  let watched;

  /** Resolves with what `look` finds, now or after a change of the document. */
  const found = (look) =>
    new Promise((resolve, reject) => {
      const first = look();
      if (first !== undefined) return resolve(first);
      const timer = setTimeout(() => reject(new Error("never came")), giveUpMs);
      const observer = new MutationObserver(() => {
        const element = look();
        if (element === undefined) return;
        clearTimeout(timer);
        observer.disconnect();
        resolve(element);
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    });

  /** Resolves when the frame that is due has been drawn. */
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });

  /** Resolves with the moment at which the element's text was on the screen, as the compositor reports it. */
  const painted = (element) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("never painted")), giveUpMs);
      const observer = new PerformanceObserver((list) => {
        const entry = list.getEntries().find(({ identifier }) => identifier === "watched");
        if (entry === undefined) return;
        clearTimeout(timer);
        observer.disconnect();
        resolve(entry.renderTime);
      });
      observer.observe({ type: "element" });
      element.setAttribute("elementtiming", "watched");
    });

  const elementWith = (selector, text) => [...document.querySelectorAll(selector)].find((e) => e.textContent === text);

  const watch = async (selector, text) => {
    const element = await found(() => elementWith(selector, text));
    const domMs = performance.now();
    const paintedMs = await painted(element);
    return { domMs, paintedMs, nowMs: performance.now() };
  };

  globalThis.kalianBench = {
    /** The first element of this kind with a text in it, and the frame that shows it: in a window that has been given the keyboard. */
    firstScreen: async (selector) => {
      const element = await found(() => [...document.querySelectorAll(selector)].find((e) => e.textContent !== ""));
      const isVisible = () => document.visibilityState === "visible";
      const untilMs = performance.now() + giveUpMs;
      // A slow machine may draw before the window system hands the keyboard over; that wait is part of the start.
      do await frame();
      while (!(isVisible() && document.hasFocus()) && performance.now() < untilMs);
      return { text: element.textContent, isVisible: isVisible(), hasFocus: document.hasFocus() };
    },
    /** Begins to watch for an element with exactly this text. */
    watch: (selector, text) => {
      watched = watch(selector, text);
      watched.catch(() => undefined);
    },
    /** What became of it. */
    seen: () => watched,
    until: async (selector) => {
      await found(() => document.querySelector(selector) ?? undefined);
    },
    /** Keeps the frame clock running, as a display does: an idle page would draw its next frame at once, whenever it is asked. */
    tick: () => {
      const next = () => requestAnimationFrame(next);
      next();
    },
    /** An element is reported once, with its first text: emptied, taken out of the layout and put back, it is reported again. */
    renew: (selector) => {
      const element = document.querySelector(selector);
      if (element === null) return;
      element.textContent = "";
      element.removeAttribute("elementtiming");
      element.style.display = "none";
      element.getBoundingClientRect();
      element.style.display = "";
    },
  };
}
