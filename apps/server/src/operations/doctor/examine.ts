/** Everything the doctor looks at, in the order in which things depend on each other. */
import type { Config } from "../../config.ts";
import { examineDatabase } from "./examine-database.ts";
import { examineDisk } from "./examine-disk.ts";
import { examineSignIn } from "./examine-sign-in.ts";
import { examineWayIn } from "./examine-way-in.ts";
import { type Finding, ok, worthKnowing } from "./finding.ts";

export async function examine(config: Config, databaseUrl: string): Promise<Finding[]> {
  return [
    ok("The settings agree with each other, and the secrets among them are strong."),
    ...(await examineDisk(config.dataDir)),
    ...(await examineDatabase(databaseUrl)),
    ...(await examineSignIn(config)),
    ...(await examineWayIn(config)),
    ...examineMetrics(config),
  ];
}

function examineMetrics({ metrics }: Config): Finding[] {
  if (metrics === null) return [];
  if (["127.0.0.1", "localhost", "::1"].includes(metrics.host))
    return [ok(`Metrics are on port ${metrics.port} of this machine.`)];
  return [
    worthKnowing(
      `Metrics are on ${metrics.host}:${metrics.port}, for everybody who can reach that.`,
      "Let only Prometheus reach it: a network of their own, or a firewall.",
    ),
  ];
}
