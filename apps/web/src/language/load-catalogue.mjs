/** Turns a catalogue of ICU messages into the compact form that the app formats: no parser travels to the browser. */
import compile from "icu-minify/compile";

/** A loader for the web app's build. */
export default function loadCatalogue(source) {
  return `export default ${compiled(source)}`;
}

/** The same for Vite, which knows what JSON is. */
export const catalogues = {
  name: "catalogues",
  enforce: "pre",
  transform: (source, id) => (id.endsWith(".icu.json") ? { code: compiled(source), map: null } : null),
};

function compiled(source) {
  const messages = Object.entries(JSON.parse(source)).map(([key, message]) => [key, compile(message)]);
  return JSON.stringify(Object.fromEntries(messages));
}
