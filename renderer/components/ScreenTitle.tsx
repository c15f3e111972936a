import { type ReactNode, useEffect, useRef } from "react";

/** The screen's title. Takes the focus when the screen appears, so that it is read out and Tab starts there. */
export function ScreenTitle({
  children,
  takesFocus = true,
}: {
  readonly children: ReactNode;
  readonly takesFocus?: boolean;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <h1 ref={title} tabIndex={-1}>
      {children}
    </h1>
  );
}
