import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const paletteSize = 256;
const commonestKept = 160;
const truecolourWithAlpha = 6;
const indexed = 3;

/** Pixels of three bytes each, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * The same picture in at most 256 colours, a quarter of the size: screens are mostly flat, and only the edges of type blend. Takes what a
 * browser's screenshot is: 8 bits a channel, not interlaced, opaque. PNG after ISO/IEC 15948.
 */
export function toIndexedPng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const { palette, indexOf } = reduceColours(rgb);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(rgb, (y * width + x) * 3)) ?? 0;
  const header = Buffer.from([...bigEndian(width), ...bigEndian(height), 8, indexed, 0, 0, 0]);
  const colours = Buffer.from(palette.flatMap((colour) => channelsOf(colour)));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Colours as one number each: those that stay, and for every colour the one that it becomes. */
function reduceColours(rgb: Uint8Array): {
  readonly palette: readonly number[];
  readonly indexOf: ReadonlyMap<number, number>;
} {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = paletteOf(byCount);
  return { palette, indexOf: new Map(byCount.map((colour) => [colour, nearest(palette, colour)])) };
}

/** The commonest colours make smooth what is large; the rest of the palette is spread over what is left, as near as it goes. */
function paletteOf(byCount: readonly number[]): readonly number[] {
  const commonest = byCount.slice(0, commonestKept);
  for (let apart = 0; ; apart += 2) {
    const palette = [...commonest];
    for (const colour of byCount)
      if (palette.length <= paletteSize && !palette.some((kept) => distance(kept, colour) <= apart))
        palette.push(colour);
    if (palette.length <= paletteSize) return palette;
  }
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  for (const [index, kept] of palette.entries())
    if (distance(kept, colour) < distance(palette[best] ?? 0, colour)) best = index;
  return best;
}

function distance(one: number, other: number): number {
  const red = Math.abs((one >> 16) - (other >> 16));
  const green = Math.abs(((one >> 8) & 0xff) - ((other >> 8) & 0xff));
  const blue = Math.abs((one & 0xff) - (other & 0xff));
  return Math.max(red, green, blue);
}

function channelsOf(colour: number): readonly [number, number, number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function colourAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}

function decode(png: Buffer): Pixels {
  const data: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const content = png.subarray(at + 8, at + 8 + length);
    const kind = png.toString("latin1", at + 4, at + 8);
    if (kind === "IHDR") header = content;
    if (kind === "IDAT") data.push(content);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytesPerPixel = header[9] === truecolourWithAlpha ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * bytesPerPixel, bytesPerPixel);
  return { width, height, rgb: bytesPerPixel === 3 ? bytes : withoutAlpha(bytes) };
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgb.set(rgba.subarray(from, from + 3), to);
  return rgb;
}

/** Undoes what each row was predicted from: its left neighbour, the row above, or both. */
function unfilter(filtered: Uint8Array, rowBytes: number, bytesPerPixel: number): Uint8Array {
  const height = filtered.length / (rowBytes + 1);
  const bytes = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const isFirst = x < bytesPerPixel;
      const left = isFirst ? 0 : (bytes[at - bytesPerPixel] ?? 0);
      const above = bytes[at - rowBytes] ?? 0;
      const corner = isFirst ? 0 : (bytes[at - rowBytes - bytesPerPixel] ?? 0);
      bytes[at] = (filtered[y * (rowBytes + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const toLeft = Math.abs(guess - left);
  const toAbove = Math.abs(guess - above);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function bigEndian(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  return Buffer.concat([Buffer.from(bigEndian(content.length)), named, Buffer.from(bigEndian(crc32(named)))]);
}
