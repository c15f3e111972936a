import type { DemoStep } from "./demo-step.ts";

/** The demo told in pictures: one page that needs nothing beside the pictures. */
export function demoPage(steps: readonly DemoStep[], remark: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>卡联 · 演示</title>
<style>
  body { margin: 0 auto; max-width: 1100px; padding: 32px 24px; color: #14202c; background: #edf0f4;
    font: 18px/28px "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif; }
  h1 { font-size: 34px; line-height: 44px; margin: 0 0 8px; } h2 { font-size: 24px; line-height: 32px; margin: 0; }
  section { background: #fff; border: 1px solid #d3dae1; border-radius: 14px; padding: 24px; margin: 24px 0; }
  figure { margin: 20px 0 0; } figcaption { margin-bottom: 8px; } img { width: 100%; border: 1px solid #d3dae1; border-radius: 8px; }
  .en, .facts { color: #44525f; } .facts, pre { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: 15px; }
  pre { background: #f5f7f9; border: 1px solid #d3dae1; border-radius: 8px; padding: 12px 16px; overflow-x: auto; }
</style>
<h1>卡联：一次演示，从刷卡到台账</h1>
<p>真实的主程序、真实的 node-hid 和 serialport，读的是虚拟设备；中心服务与 PostgreSQL 在本机。人和号码都是编的。<br>
<span class="en">The real main entry and the real libraries on virtual devices; the service and its PostgreSQL on this machine. Every person and number is invented.</span></p>
<p class="facts">${escapeHtml(remark)}</p>
${steps.map(sectionOf).join("\n")}
</html>
`;
}

function sectionOf(step: DemoStep, index: number): string {
  const { line, title, pictures, row } = step;
  const figures = pictures.map(
    ({ file, zh, en }) =>
      `<figure><figcaption>${escapeHtml(zh)} <span class="en">${escapeHtml(en)}</span></figcaption><img src="${file}" alt="${escapeHtml(en)}"></figure>`,
  );
  return `<section>
<h2>${index + 1} ${escapeHtml(title.zh)}</h2>
<p class="en">${escapeHtml(title.en)}</p>
<p class="facts">${escapeHtml(line.library)} · ${escapeHtml(line.device)} · ${escapeHtml(line.outcome)}</p>
${figures.join("\n")}
<p>台账 <span class="en">Ledger</span></p>
<pre>${row === null ? "— (no row)" : escapeHtml(JSON.stringify(row, null, 2))}</pre>
</section>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
