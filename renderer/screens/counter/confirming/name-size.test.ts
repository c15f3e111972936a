import { expect, it } from "vitest";
import { nameSize } from "./name-size.ts";

it.each([
  ["测试员", "large"],
  ["测试员测试员测试员测", "large"],
  ["测试员测试员测试员测试", "middle"],
  ["Maximiliane Test-Person", "middle"],
  ["阿卜杜热依木江·买买提依明·吐尔逊尼亚孜", "small"],
])("steps the type down for a long name: %s", (name, size) => {
  expect(nameSize(name)).toBe(size);
});
