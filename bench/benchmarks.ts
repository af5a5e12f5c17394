/** All benchmarks, in the order of the table in docs/performance.md. */
import { backup } from "./backup.ts";
import { catchUp } from "./catch-up.ts";
import { coldStart } from "./cold-start.ts";
import { conversationList } from "./conversation-list.ts";
import { cpuPerMessage } from "./cpu-per-message.ts";
import { fanOut } from "./fan-out.ts";
import { historyPage } from "./history-page.ts";
import { hotConversation } from "./hot-conversation.ts";
import { idleMemory } from "./idle-memory.ts";
import type { Benchmark } from "./kit/benchmark.ts";
import { latency } from "./latency.ts";
import { nodes } from "./nodes.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { restore } from "./restore.ts";
import { sends } from "./sends.ts";
import { slowReaders } from "./slow-readers.ts";

export const BENCHMARKS: readonly Benchmark[] = [
  sends,
  cpuPerMessage,
  hotConversation,
  fanOut,
  latency,
  idleMemory,
  reconnectStorm,
  catchUp,
  conversationList,
  historyPage,
  coldStart,
  slowReaders,
  nodes,
  backup,
  restore,
];
