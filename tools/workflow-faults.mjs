/** What GitHub's own parser has against a workflow. It is made for bundlers, so it is bundled first. */
import { createRequire } from "node:module";
import { build } from "esbuild";
import { inRoot, ROOT } from "./paths.mjs";

const SOURCE = `
  import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
  export async function faultsOf(content) {
    const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(({ message }) => message);
  }
`;
const BUNDLE = inRoot("node_modules/.cache/workflow-parser.cjs");

let bundled = null;

/** @returns {Promise<string[]>} a sentence for each fault */
export async function workflowFaults(content) {
  bundled ??= build({
    stdin: { contents: SOURCE, resolveDir: ROOT },
    bundle: true,
    platform: "node",
    outfile: BUNDLE,
  });
  await bundled;
  return createRequire(import.meta.url)(BUNDLE).faultsOf(content);
}
