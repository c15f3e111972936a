import type { Page } from "@playwright/test";

interface LayerSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes of the layers that the compositor keeps a picture of, in CSS pixels, lowest first. */
export async function drawnLayers(page: Page): Promise<readonly LayerSize[]> {
  const devtools = await page.context().newCDPSession(page);
  try {
    const told = new Promise<readonly LayerSize[]>((resolve) => {
      devtools.on("LayerTree.layerTreeDidChange", ({ layers }) => {
        if (layers === undefined) return;
        const drawn = layers.filter(({ drawsContent, width }) => drawsContent && width > 0);
        resolve(drawn.map(({ width, height }) => ({ width, height })));
      });
    });
    await devtools.send("LayerTree.enable");
    return await told;
  } finally {
    await devtools.detach();
  }
}
