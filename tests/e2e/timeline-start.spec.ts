import { expect, test } from "./behaviour.ts";

test("#27 the first message stands below a heading that says where one is", async ({ arrive, person }) => {
  const [ada, ben] = [await arrive("Ada"), await person("Ben")];
  await ada.chat.open();
  await ada.chat.createGroup("Garden", [ben.email]);
  await ada.chat.write("first");
  await expect(ada.chat.list.getByText("This is the start of")).toBeVisible();
});
