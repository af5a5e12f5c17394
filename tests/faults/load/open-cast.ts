/** Signs everybody in, makes the groups, and starts the devices. */
import { join } from "node:path";
import type { ConversationDetails, SignedIn } from "@oschat/protocol";
import { requestJson } from "@oschat/test-kit";
import type { Box } from "../box/box.ts";
import { createOperations } from "../devices/operations.ts";
import type { DeviceInfo } from "../history/entry.ts";
import type { HistoryWriter } from "../history/history-file.ts";
import type { Plan } from "../scenario.ts";
import type { Cast, CastGroup, CastPerson, Device } from "./cast.ts";
import { deviceProcess } from "./device-process.ts";

const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gina", "Hugo", "Ines", "Jan", "Kira", "Leo"];

/**
 * @param options.folder for histories and storages
 * @param options.program the built device program
 */
export async function openCast(options: {
  plan: Plan;
  box: Box;
  folder: string;
  program: string;
  history: HistoryWriter;
}): Promise<Cast & { close(): Promise<void> }> {
  const { plan, box, folder, program, history } = options;
  const operations = createOperations(folder, "harness", history);
  const { url } = box;
  const people: CastPerson[] = [];
  for (let n = 0; n < plan.people; n += 1) {
    const name = NAMES[n % NAMES.length] + (n < NAMES.length ? "" : String(n));
    const { user, token } = await signIn(url, name);
    people.push({ id: user.id, name, email: user.email, token });
  }
  const groups: CastGroup[] = [];
  for (let n = 0; n < plan.groups; n += 1) {
    const initialMembers = Array.from({ length: plan.membersPerGroup }, (_, m) => person(n + m));
    groups.push({ id: await makeGroup(url, `Group ${n}`, initialMembers), initialMembers });
  }
  const emails = Object.fromEntries(people.map(({ id, email }) => [id, email]));
  const devices: Device[] = [];

  function person(index: number): CastPerson {
    const one = people[index % people.length];
    if (one === undefined) throw new Error("a cast without people");
    return one;
  }

  async function addDevice(owner: CastPerson, kind: DeviceInfo["kind"]): Promise<Device> {
    const count = devices.filter(({ info }) => info.userId === owner.id && info.kind === kind).length;
    const device = `${owner.name.toLowerCase()}-${kind}-${count + 1}`;
    const { token, sessionId } = await signIn(url, owner.name);
    const network = box.network(device);
    const added = deviceProcess({
      program,
      prefix: network?.prefix ?? [],
      person: owner,
      order: {
        info: { device, userId: owner.id, sessionId, kind },
        url: (network ?? box.relay(device))?.url ?? url,
        token,
        folder,
        storageFile: join(folder, `${device}.storage`),
        emails,
      },
    });
    devices.push(added);
    return added;
  }

  for (const owner of people) {
    for (let n = 0; n < plan.enginesPerPerson; n += 1) await addDevice(owner, "engine");
  }
  for (let n = 0; n < plan.stockDevices; n += 1) await addDevice(person(n), "stock");
  for (let n = 0; n < plan.restDevices; n += 1) await addDevice(person(n + 1), "rest");
  await Promise.all(devices.map((device) => device.start()));
  return {
    people,
    groups,
    devices,
    devicesOf: (owner) => devices.filter(({ info }) => info.userId === owner.id),
    async addDevice(owner, kind) {
      const added = await addDevice(owner, kind);
      await added.start();
      return added;
    },
    async endSession({ info: { sessionId }, person: { token } }) {
      const request = requestJson(url, "DELETE", `/me/sessions/${sessionId}`, { token }).then(({ status }) => {
        if (status !== 204) throw new Error(`ending a session answered ${status}`);
        return {};
      });
      operations.follow({ do: "end-session", sessionId }, request);
      await request.catch(() => {});
    },
    async close() {
      for (const device of devices) device.resume();
      await Promise.all(devices.map((device) => device.kill()));
    },
  };
}

async function signIn(url: string, name: string): Promise<SignedIn> {
  const email = `${name.toLowerCase()}@example.com`;
  const { status, body } = await requestJson(url, "POST", "/auth/local", { body: { name, email } });
  if (status !== 200) throw new Error(`signing in ${name} answered ${status}`);
  return body as SignedIn;
}

async function makeGroup(url: string, title: string, members: readonly CastPerson[]): Promise<string> {
  const [owner, ...others] = members;
  const body = { title, memberEmails: others.map(({ email }) => email) };
  const options = { body, ...(owner === undefined ? {} : { token: owner.token }) };
  const answer = await requestJson(url, "POST", "/conversations/group", options);
  if (answer.status !== 201) throw new Error(`making a group answered ${answer.status}`);
  return (answer.body as ConversationDetails).id;
}
