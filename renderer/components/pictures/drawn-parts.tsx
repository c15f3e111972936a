/** A card seen from its back, the stripe along the lower edge: 170 × 112 units. */
export function StripeCard() {
  return (
    <>
      <rect width="170" height="112" rx="10" fill="var(--art-card)" stroke="var(--art-line)" strokeWidth="3" />
      <rect x="1.5" y="62" width="167" height="24" fill="var(--art-stripe)" />
      <Print d="M16 22h62M16 38h38" />
    </>
  );
}

/** A contact chip: 40 × 32 units. */
export function Chip() {
  return (
    <>
      <rect width="40" height="32" rx="6" fill="var(--art-chip)" stroke="var(--art-line)" strokeWidth="2" />
      <path
        d="M0 11h13v10H0M40 11H27v10h13M13 11V0M27 11V0M13 21v11M27 21v11"
        fill="none"
        stroke="var(--art-line)"
        strokeWidth="1.8"
      />
    </>
  );
}

/** Lines that stand for printed text. */
export function Print({ d }: { readonly d: string }) {
  return <path d={d} stroke="var(--art-line)" strokeWidth="5" strokeLinecap="round" opacity=".45" />;
}

/** The way a hand moves: a thick arrow along `d`, head included. */
export function Movement({ d }: { readonly d: string }) {
  return (
    <path d={d} fill="none" stroke="var(--art-move)" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
  );
}
