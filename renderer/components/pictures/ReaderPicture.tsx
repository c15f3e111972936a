import { InsertPicture } from "./InsertPicture.tsx";
import type { PictureProps } from "./Picture.tsx";
import { SwipeSidePicture } from "./SwipeSidePicture.tsx";
import { SwipeSlotPicture } from "./SwipeSlotPicture.tsx";

type Props = PictureProps & {
  /** As the reader's profile names it. */
  readonly picture: "swipe-slot" | "swipe-side" | "insert";
  readonly manner: "right" | "wrong";
};

/** How to pass a card through a reader of this build, or how not to. */
export function ReaderPicture({ picture, manner, ...frame }: Props) {
  const right = manner === "right";
  switch (picture) {
    case "swipe-slot":
      return <SwipeSlotPicture manner={right ? "level" : "tilted"} {...frame} />;
    case "swipe-side":
      return <SwipeSidePicture manner={right ? "level" : "tilted"} {...frame} />;
    case "insert":
      return <InsertPicture manner={right ? "fully" : "half-way"} {...frame} />;
  }
}
