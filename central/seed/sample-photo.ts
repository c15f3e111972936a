import { crc32, deflateSync } from "node:zlib";

// PNG, https://www.w3.org/TR/png-3/: eight-bit greyscale, no interlace, filter 0 on every line.
const width = 78;
const height = 96;
const paper = 0xf2;

/** A drawn head and shoulders as a `data:` URL, told apart by its shade: nobody's face. */
export function samplePhoto(seed: number): string {
  const shade = 0x60 + ((seed * 37) % 0x60);
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => (isFigure(x, y) ? shade : paper))]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return `data:image/png;base64,${Buffer.concat([signature, ...image]).toString("base64")}`;
}

function isFigure(x: number, y: number): boolean {
  const isHead = ((x - 39) / 16) ** 2 + ((y - 36) / 20) ** 2 <= 1;
  const isShoulders = y > 56 && ((x - 39) / 32) ** 2 + ((y - 96) / 36) ** 2 <= 1;
  return isHead || isShoulders;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return whole;
}
