import { Movement, StripeCard } from "./drawn-parts.tsx";
import { Picture, type PictureProps } from "./Picture.tsx";

type Props = PictureProps & { readonly manner: "level" | "tilted" };

/** A reader with its slot along the side: the card lies against it, stripe inwards, and moves downwards. */
export function SwipeSidePicture({ manner, ...frame }: Props) {
  return (
    <Picture {...frame}>
      <g
        transform={
          manner === "level" ? "translate(112 190) rotate(-90)" : "rotate(11 190 105) translate(104 190) rotate(-90)"
        }
      >
        <StripeCard />
      </g>
      <path
        d="M200 10h74a14 14 0 0 1 14 14v162a14 14 0 0 1-14 14h-74a10 10 0 0 1-10-10V20a10 10 0 0 1 10-10z"
        fill="var(--art-body)"
        stroke="var(--art-line)"
        strokeWidth="3"
      />
      <path d="M203 12v186" stroke="var(--art-line)" strokeWidth="3" />
      <circle cx="262" cy="36" r="6" fill="none" stroke="var(--art-line)" strokeWidth="3" />
      <path d="M262 174v-60" stroke="var(--art-line)" strokeWidth="4" strokeLinecap="round" opacity=".45" />
      {manner === "level" ? <Movement d="M76 44V166M68.1 154.4L76 166L83.9 154.4" /> : null}
    </Picture>
  );
}
