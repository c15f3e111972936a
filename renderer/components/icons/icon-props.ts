/** `size` is the side of the drawn square in CSS pixels. Colour is the text colour around the icon. */
export type IconProps = { readonly size: number };
