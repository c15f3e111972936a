import "./key-cap.css";

const captions: Readonly<Record<string, string>> = {
  Escape: "Esc",
  Delete: "Del",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** What is printed on a key. */
export function captionOf(key: string): string {
  const caption = key
    .split("+")
    .map((part) => captions[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join("+");
  return caption.replace("Control", "Ctrl");
}

/** A drawn key. Silent: the control beside it names its key in `aria-keyshortcuts`. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <span className="key-cap" aria-hidden="true">
      <kbd>{captionOf(name)}</kbd>
    </span>
  );
}
